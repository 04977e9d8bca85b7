package dev.bellwether.mapping.definition;

import dev.bellwether.mapping.SourcePosition;
import java.util.function.IntFunction;

/// An expression as it stands in a definition. Knows where each of its characters stands in the file.
public final class ConditionText {

    private final String written;
    private final String field;
    private final SourcePosition place;
    private final IntFunction<SourcePosition> places;

    ConditionText(String written, String field, SourcePosition place, IntFunction<SourcePosition> places) {
        this.written = written;
        this.field = field;
        this.place = place;
        this.places = places;
    }

    /// One that stands in no file: its places are those in the expression.
    public static ConditionText of(String field, String text) {
        SourceText source = new SourceText("", text);
        return new ConditionText(text, field, new SourcePosition("", 1, 1), source::place);
    }

    /// Without blanks around it.
    public String text() {
        return written.strip();
    }

    /// To the letter: what [#place(int, int)] counts in.
    public String written() {
        return written;
    }

    /// As in `rules[2].enter`.
    public String field() {
        return field;
    }

    public SourcePosition place() {
        return place;
    }

    /// Where in the file a place in the expression is.
    ///
    /// @param line   from 1
    /// @param column from 1
    public SourcePosition place(int line, int column) {
        int[] points = written.codePoints().toArray();
        int index = 0;
        for (int at = 1; at < line && index < points.length; index++) {
            at += points[index] == '\n' ? 1 : 0;
        }
        return places.apply(Math.min(points.length, index + Math.max(0, column - 1)));
    }

    /// As it counts: two of the same text are the same, wherever they stand.
    @Override
    public boolean equals(Object other) {
        return other instanceof ConditionText that && that.text().equals(text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
