package dev.bellwether.cli.definitions;

/// A file whose bytes are no text of a definition.
final class UnfitText extends Exception {

    private final int line;
    private final int column;

    /// @param line   from 1; 0 for the file as a whole
    /// @param column from 1; 0 likewise
    UnfitText(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
