package dev.bellwether.cli.importing.lines;

/// A line that is not sent.
final class UnfitLine extends Exception {

    static final String UNREADABLE = "UNREADABLE";

    private final String field;
    private final String reason;

    /// @param reason as the front door has it
    UnfitLine(String field, String reason, String message) {
        super(message, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    static UnfitLine unreadable(String message) {
        return new UnfitLine("", UNREADABLE, message);
    }

    String field() {
        return field;
    }

    String reason() {
        return reason;
    }
}
