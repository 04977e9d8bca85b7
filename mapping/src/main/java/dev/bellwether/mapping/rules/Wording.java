package dev.bellwether.mapping.rules;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Functions that write values for people, as in the reasons of a recommendation. A value that is not known is written as "unknown".
final class Wording {

    private Wording() {}

    /// 1 decimal below 10, none from there on: "3.5", "1,240".
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        var exact = BigDecimal.valueOf(value);
        var rounded = exact.setScale(Math.abs(value) < 9.95 ? 1 : 0, RoundingMode.HALF_UP).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    /// Whole units of the account's currency: "12,400".
    static String money(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,d", Math.round(value)) : "unknown";
    }

    /// A ratio in per cent: 0.42 is "42%".
    static String percent(double ratio) {
        return Double.isFinite(ratio) ? Math.round(ratio * 100) + "%" : "unknown";
    }

    /// A percentile rank as a share of the peers, never quite all: 0.98 is "98%", 1 is "99%".
    static String share(double rank) {
        return Double.isFinite(rank) ? Math.clamp(Math.round(rank * 100), 1, 99) + "%" : "unknown";
    }

    /// "1 user", "12 users", "no users".
    static String count(double value, String noun) {
        if (!Double.isFinite(value)) {
            return "an unknown number of " + noun + "s";
        }
        String written = number(value);
        return switch (written) {
            case "0" -> "no " + noun + "s";
            case "1" -> "1 " + noun;
            case String many -> many + " " + noun + "s";
        };
    }

    static List<CelFunctionDecl> declarations() {
        var declarations = new ArrayList<CelFunctionDecl>();
        for (String name : List.of("number", "money", "percent", "share")) {
            declarations.add(newFunctionDeclaration(
                    name, newGlobalOverload(name + "_double", SimpleType.STRING, SimpleType.DOUBLE)));
        }
        declarations.add(newFunctionDeclaration(
                "count",
                newGlobalOverload("count_double_string", SimpleType.STRING, SimpleType.DOUBLE, SimpleType.STRING)));
        return declarations;
    }

    static ImmutableSet<CelFunctionBinding> bindings() {
        return ImmutableSet.<CelFunctionBinding>builder()
                .addAll(function("number", CelFunctionBinding.from("number_double", Double.class, Wording::number)))
                .addAll(function("money", CelFunctionBinding.from("money_double", Double.class, Wording::money)))
                .addAll(function("percent", CelFunctionBinding.from("percent_double", Double.class, Wording::percent)))
                .addAll(function("share", CelFunctionBinding.from("share_double", Double.class, Wording::share)))
                .addAll(function("count", CelFunctionBinding.from("count_double_string", Double.class, String.class, Wording::count)))
                .build();
    }

    private static ImmutableSet<CelFunctionBinding> function(String name, CelFunctionBinding overload) {
        return CelFunctionBinding.fromOverloads(name, overload);
    }
}
