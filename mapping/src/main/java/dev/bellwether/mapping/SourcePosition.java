package dev.bellwether.mapping;

import org.yaml.snakeyaml.error.Mark;

/// A position in a file that a user has written. Lines and columns count from 1.
public record SourcePosition(String file, int line, int column) {

    public static SourcePosition of(String file, Mark mark) {
        return new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    SourcePosition right(int columns) {
        return new SourcePosition(file, line, column + columns);
    }

    @Override
    public String toString() {
        return file + ", line " + line + ", column " + column;
    }
}
