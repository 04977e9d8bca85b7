package dev.bellwether.ingestion.trackingplan;

import dev.bellwether.mapping.ExpressionCompiler;
import dev.bellwether.mapping.FactField;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.util.Map;

/// What a plan's expressions can speak of.
final class PlanVariables {

    private static final MapType NAMED_VALUES = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private PlanVariables() {}

    static ExpressionCompiler compiler() {
        return new ExpressionCompiler(cel -> cel
                .addVar("properties", NAMED_VALUES)
                .addVar("traits", NAMED_VALUES)
                .addVar("context", NAMED_VALUES)
                .addVar("message", NAMED_VALUES)
                .addVar("event", SimpleType.STRING)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration("money",
                        CelOverloadDecl.newGlobalOverload("money_dyn_dyn", SimpleType.STRING, SimpleType.DYN, SimpleType.DYN)))
                .addFunctionBindings(CelFunctionBinding.from("money_dyn_dyn", Object.class, Object.class, PlanVariables::money)));
    }

    static Map<String, Object> of(ForeignEvent foreign) {
        boolean ofTraits = foreign.call().equals("identify") || foreign.call().equals("group");
        Map<String, Object> context = map(foreign.message().get("context"));
        return Map.of(
                "properties", JsonView.of(foreign.properties()),
                "traits", JsonView.of(ofTraits ? foreign.properties() : map(context.get("traits"))),
                "context", JsonView.of(context),
                "message", JsonView.of(foreign.message()),
                "event", foreign.name());
    }

    /// An amount as a field of money takes it, as in `490 EUR`. An amount that is not given stays so, whatever its currency; one
    /// without a currency has the plan's.
    private static String money(Object amount, Object currency) {
        if (FactField.isAbsent(amount)) {
            return "";
        }
        Object plain = amount instanceof Double number && Double.isFinite(number) ? BigDecimal.valueOf(number).toPlainString() : amount;
        return FactField.isAbsent(currency) ? plain.toString() : plain + " " + currency;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
