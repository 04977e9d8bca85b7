package dev.bellwether.mapping;

import dev.cel.common.CelSourceLocation;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// A text of a YAML file, with where it stands.
public record YamlText(String value, SourcePosition place, ScalarStyle style) {

    static YamlText of(String file, ScalarNode node) {
        return new YamlText(node.getValue(), SourcePosition.of(file, node.getStartMark()), node.getScalarStyle());
    }

    /// Where in the file a place in the text is. In a block text (`|` or `>`) only the line is known.
    public SourcePosition placeOf(CelSourceLocation location) {
        if (location.getLine() < 1 || location.getColumn() < 0) {
            return place;
        }
        return switch (style) {
            case PLAIN -> location.getLine() == 1 ? place.right(location.getColumn()) : place;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> location.getLine() == 1 ? place.right(location.getColumn() + 1) : place;
            case LITERAL, FOLDED -> new SourcePosition(place.file(), place.line() + location.getLine(), location.getColumn() + 1);
            case JSON_SCALAR_STYLE -> place;
        };
    }
}
