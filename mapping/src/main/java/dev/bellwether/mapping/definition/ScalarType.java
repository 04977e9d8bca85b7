package dev.bellwether.mapping.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A single value.
///
/// @param words what it has to be
/// @param known the values that there are, where there are few
record ScalarType<T>(String words, Map<String, Object> schema, Maker<T> maker, List<String> known) implements ValueType<T> {

    private static final int SHOWN = 40;

    /// Empty when it is something else.
    interface Maker<T> {
        Optional<T> make(ScalarNode node);
    }

    @Override
    public Optional<T> read(Node node, String field, Reading reading) {
        if (node.getTag() == YamlComposer.REFUSED) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            reading.error(field, node, "a single value is expected here: " + words);
            return Optional.empty();
        }
        if (ValueTypes.nothing(scalar)) {
            reading.error(field, node, "a value is missing here: " + words);
            return Optional.empty();
        }
        Optional<T> made = maker.make(scalar);
        if (made.isEmpty()) {
            reading.error(field, node, "this has to be " + words + ", and not " + shown(scalar.getValue()), suggestion(scalar.getValue()));
        }
        return made;
    }

    private String suggestion(String written) {
        String meant = known.equals(List.of("true", "false")) ? switch (written.toLowerCase(java.util.Locale.ROOT)) {
            case "yes", "on", "y", "1" -> "true";
            case "no", "off", "n", "0" -> "false";
            default -> written;
        } : written;
        return known.contains(meant) ? meant : NearestName.of(written, known).orElse("");
    }

    private static String shown(String value) {
        String line = value.strip().lines().findFirst().orElse("");
        return "'" + (line.codePointCount(0, line.length()) > SHOWN ? line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…" : line)
                + "'";
    }
}
