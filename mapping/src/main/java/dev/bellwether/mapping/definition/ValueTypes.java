package dev.bellwether.mapping.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// The kinds of values that definitions have.
public final class ValueTypes {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][-+]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
    private static final List<String> NOTHING = List.of("", "~", "null", "Null", "NULL");
    private static final List<String> YES_AND_NO = List.of("true", "false");

    private ValueTypes() {}

    /// A number, a text, or true or false.
    public sealed interface Constant {
        record OfNumber(double value) implements Constant {}

        record OfText(String value) implements Constant {}

        record OfFlag(boolean value) implements Constant {}
    }

    /// A text of 1 to so many characters, without blanks around it.
    public static ValueType<String> text(int most) {
        return scalar("a text of 1 to " + most + " characters", Map.of("type", "string", "minLength", 1, "maxLength", most), node -> {
            String text = node.getValue().strip();
            return text.isEmpty() || text.codePointCount(0, text.length()) > most ? Optional.empty() : Optional.of(text);
        });
    }

    /// @param form  which the whole of it has
    /// @param words what that is, as in "lower-case letters"
    public static ValueType<String> name(String form, String words) {
        Pattern pattern = Pattern.compile(form);
        return scalar(words, Map.of("type", "string", "pattern", "^" + form + "$"),
                node -> Optional.of(node.getValue()).filter(it -> pattern.matcher(it).matches()));
    }

    /// One of a few words.
    public static ValueType<String> oneOf(List<String> words) {
        return new ScalarType<>(String.join(" or ", words), Map.of("enum", words),
                node -> Optional.of(node.getValue()).filter(words::contains), words);
    }

    public static ValueType<Boolean> flag() {
        return new ScalarType<>("true or false", Map.of("type", "boolean"),
                node -> plain(node) && YES_AND_NO.contains(node.getValue()) ? Optional.of(node.getValue().equals("true"))
                        : Optional.empty(),
                YES_AND_NO);
    }

    public static ValueType<Integer> whole(int least, int most) {
        return scalar("a whole number from " + least + " to " + most, Map.of("type", "integer", "minimum", least, "maximum", most),
                node -> Optional.of(node.getValue()).filter(it -> plain(node) && WHOLE.matcher(it).matches()).map(Long::parseLong)
                        .filter(it -> it >= least && it <= most).map(Long::intValue));
    }

    /// A number, true and false without quotes; everything else is a text.
    public static ValueType<Constant> constant(int most) {
        return scalar("a number, true or false, or a text of at most " + most + " characters",
                Map.of("type", List.of("number", "boolean", "string"), "maxLength", most),
                node -> constant(node, most));
    }

    private static Optional<Constant> constant(ScalarNode node, int most) {
        String value = node.getValue();
        if (plain(node) && YES_AND_NO.contains(value)) {
            return Optional.of(new Constant.OfFlag(value.equals("true")));
        }
        if (plain(node) && NUMBER.matcher(value).matches()) {
            return Optional.of(new BigDecimal(value).doubleValue()).filter(Double::isFinite).map(Constant.OfNumber::new);
        }
        return value.codePointCount(0, value.length()) > most ? Optional.empty() : Optional.of(new Constant.OfText(value));
    }

    /// An expression of at most so many characters. A bare `true` or `false` is a whole one.
    public static ValueType<ConditionText> condition(int most, String description) {
        Map<String, Object> schema = Map.of("type", List.of("string", "boolean"), "minLength", 1, "maxLength", most,
                "markdownDescription", description);
        return new ValueType<>() {
            @Override
            public Optional<ConditionText> read(Node node, String field, Reading reading) {
                return scalar("an expression of 1 to " + most + " characters", schema,
                        it -> Optional.of(it).filter(written -> !written.getValue().isBlank() && written.getValue().length() <= most))
                        .read(node, field, reading).map(written -> reading.condition(written, field));
            }

            @Override
            public Map<String, Object> schema() {
                return schema;
            }
        };
    }

    /// A list of maps. Elements that cannot be read are left out.
    public static ValueType<List<ReadMap>> list(MapType element, int least, int most) {
        return new ValueType<>() {
            @Override
            public Optional<List<ReadMap>> read(Node node, String field, Reading reading) {
                if (node.getTag() == YamlComposer.REFUSED) {
                    return Optional.empty();
                }
                if (!(node instanceof SequenceNode list) || list.getValue().size() < least) {
                    reading.error(field, node,
                            "a list of at least " + least + " " + element.what() + " is expected here, each beginning with '- '");
                    return Optional.empty();
                }
                if (list.getValue().size() > most) {
                    reading.error(field, list.getValue().get(most),
                            "at most " + most + " are taken, and there are " + list.getValue().size());
                    return Optional.empty();
                }
                List<ReadMap> elements = new ArrayList<>();
                for (int i = 0; i < list.getValue().size(); i++) {
                    element.read(list.getValue().get(i), field + "[" + i + "]", reading).ifPresent(elements::add);
                }
                return Optional.of(elements);
            }

            @Override
            public Map<String, Object> schema() {
                Map<String, Object> schema = new LinkedHashMap<>();
                schema.put("type", "array");
                schema.put("minItems", least);
                schema.put("maxItems", most);
                schema.put("items", element.schema());
                return schema;
            }
        };
    }

    private static <T> ValueType<T> scalar(String words, Map<String, Object> schema, ScalarType.Maker<T> maker) {
        return new ScalarType<>(words, schema, maker, List.of());
    }

    static boolean plain(ScalarNode node) {
        return node.getScalarStyle() == ScalarStyle.PLAIN;
    }

    static boolean nothing(ScalarNode node) {
        return plain(node) && NOTHING.contains(node.getValue());
    }
}
