package dev.bellwether.mapping;

import org.yaml.snakeyaml.error.Mark;

/// A place in a file that somebody has written. Lines and columns count from 1.
public record Place(String file, int line, int column) {

    public static Place of(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    Place right(int columns) {
        return new Place(file, line, column + columns);
    }

    @Override
    public String toString() {
        return file + ", line " + line + ", column " + column;
    }
}
