package dev.bellwether.mapping.definition;

import java.util.List;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Finds in the file what stands somewhere in a scalar's value. However YAML folds, indents and quotes, it changes blanks alone: the
/// characters that can be seen are the same in the same order, but for what quotes escape. So the n-th of the value is the n-th of the
/// file.
final class ScalarPlaces {

    private final SourceText source;
    private final ScalarNode node;

    ScalarPlaces(SourceText source, ScalarNode node) {
        this.source = source;
        this.node = node;
    }

    /// @param offset in the value, in code points
    /// @return the index in the file of that character, or of the next that can be seen; of the scalar's last one where there is none
    int index(int offset) {
        long before = node.getValue().codePoints().limit(Math.max(0, offset)).filter(point -> !blank(point)).count();
        return switch (node.getScalarStyle()) {
            case PLAIN, JSON_SCALAR_STYLE -> plain(node.getStartMark().getIndex(), before);
            case LITERAL, FOLDED -> plain(endOfLine(node.getStartMark().getIndex()), before);
            case SINGLE_QUOTED -> quoted(before, false);
            case DOUBLE_QUOTED -> quoted(before, true);
        };
    }

    private int plain(int start, long before) {
        int last = start;
        long left = before;
        for (int i = start; i < end(); i++) {
            if (!blank(source.point(i))) {
                if (left-- == 0) {
                    return i;
                }
                last = i;
            }
        }
        return last;
    }

    private int quoted(long before, boolean escapes) {
        int i = node.getStartMark().getIndex() + 1;
        long left = before;
        while (i < end() - 1) {
            int length = length(i, escapes);
            if (!blankAt(i, escapes) && left-- == 0) {
                return i;
            }
            i += length;
        }
        return Math.max(node.getStartMark().getIndex(), end() - 1);
    }

    /// Of what stands for one character.
    private int length(int i, boolean escapes) {
        if (!escapes) {
            return source.point(i) == '\'' ? 2 : 1;
        }
        if (source.point(i) != '\\') {
            return 1;
        }
        return switch (source.point(i + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private boolean blankAt(int i, boolean escapes) {
        if (!escapes || source.point(i) != '\\') {
            return blank(source.point(i));
        }
        int escaped = source.point(i + 1);
        return switch (escaped) {
            case 'x', 'u', 'U' -> blank(hexadecimal(i + 2, length(i, true) - 2));
            default -> blank(escaped) || List.of('t', 'n', 'v', 'f', 'r', 'N', '_', 'L', 'P').contains((char) escaped);
        };
    }

    private int hexadecimal(int start, int digits) {
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            value = value * 16 + Math.max(0, Character.digit(source.point(i), 16));
        }
        return value;
    }

    private int endOfLine(int start) {
        int i = start;
        while (i < end() && source.point(i) != '\n' && source.point(i) != '\r') {
            i++;
        }
        return i;
    }

    private int end() {
        return Math.min(source.length(), node.getEndMark().getIndex());
    }

    private static boolean blank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == '\u0085' || point == '\ufeff';
    }
}
