package dev.bellwether.ingestion.badinput;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// JSON as text, so that it may say what no object in memory can: names twice, halves of characters, numbers beyond all bounds.
final class BadJson {

    private static final Arbitrary<String> NUMBERS = Arbitraries.of("0", "-0", "-1", "1e400", "-1e400", "1e-400", "0.1", "1E+2147483647",
            "1e99999999999",
            "9223372036854775808", "-9223372036854775809", "9".repeat(400), "0." + "3".repeat(400), "1234567890123", "1e308", "5e-324");

    private static final Arbitrary<String> NASTY_TEXTS =
            Arbitraries.of("", " ", "\\u0000", "a\\u0000b", "\\ud800", "\\udc00", "x\\ud83d", "\\ud83d\\ude00",
                    "\\udc00\\ud800", "\\uffff", "\\ufeff", "\\u202e", "true", "null", "0", "../..", "a/b", "%00", "%", "%s%n", "${x}",
                    "' OR 1=1 --", "<script>", "\\\\", "\\\"",
                    "tenants/-", "tenants/" + Plant.TENANT, Plant.TENANT, "2026-03-10", "2026-13-45T99:99:99Z",
                    "+999999999-12-31T23:59:59Z", "-999999999-01-01", "99999999999999",
                    "Infinity", "NaN", "1e400", "\\n\\r\\t\\b\\f", "\u2028", "é".repeat(60), "x".repeat(100), "x".repeat(101),
                    "x".repeat(128), "x".repeat(129),
                    "x".repeat(257), "x".repeat(5_000), "\\u0000".repeat(200), "\\ud800".repeat(300));

    private BadJson() {}

    /// Any value, mostly small.
    static Arbitrary<String> values() {
        return Arbitraries.lazyOf(
                () -> NUMBERS,
                () -> Arbitraries.of("null", "true", "false", "{}", "[]", "[[]]", "{\"\":{}}"),
                BadJson::texts,
                BadJson::texts,
                BadJson::deep,
                () -> values().list().ofMaxSize(4).map(list -> "[" + String.join(",", list) + "]"),
                () -> objects(Arbitraries.strings().all().ofMaxLength(8).map(BadJson::quoted)));
    }

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(NASTY_TEXTS.map(text -> "\"" + text + "\""),
                Arbitraries.strings().all().ofMaxLength(20).map(BadJson::quoted));
    }

    /// Nested too deep for one or the other.
    private static Arbitrary<String> deep() {
        return Combinators.combine(Arbitraries.of(5, 15, 16, 17, 60, 64, 70, 200, 480), Arbitraries.of(true, false))
                .as((depth, list) -> list
                        ? "[".repeat(depth) + "]".repeat(depth)
                        : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
    }

    /// Of some of the names, each perhaps more than once.
    static Arbitrary<String> objects(Arbitrary<String> quotedNames) {
        return Combinators.combine(quotedNames, values()).as(Tuple::of).list().ofMaxSize(5)
                .map(members -> members.stream().map(member -> member.get1() + ":" + member.get2())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    /// An event of which some members are as they should be, and others anything.
    ///
    /// @param good members, each with a value that is good
    static Arbitrary<String> nearly(List<Tuple.Tuple2<String, String>> good) {
        Arbitrary<String> member = Arbitraries.of(good).flatMap(of -> Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(of.get2())), Tuple.of(2, values()))
                .map(value -> "\"" + of.get1() + "\":" + value));
        return member.list().ofMinSize(1).ofMaxSize(good.size() + 3).map(members -> "{" + String.join(",", members) + "}");
    }

    /// As JSON has it; halves of characters as escapes.
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
