package dev.bellwether.local.importing.mapping;

import org.yaml.snakeyaml.error.Mark;

/// A place in a mapping file. Lines and columns count from 1.
record Place(String file, int line, int column) {

    static Place of(String file, Mark mark) {
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
