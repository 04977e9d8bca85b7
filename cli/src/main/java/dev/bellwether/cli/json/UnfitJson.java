package dev.bellwether.cli.json;

/// A text that is not the JSON that is wanted. The message goes on behind the name of what is wrong, as in `is not JSON at line 1, column 3`.
public final class UnfitJson extends Exception {

    private final String field;

    /// @param field its path; empty for the whole
    UnfitJson(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    public String field() {
        return field;
    }

    /// As a sentence without its end.
    ///
    /// @param whole what is called so when no field of it is meant
    public String about(String whole) {
        return whole + (field.isEmpty() ? " " : ": " + field + " ") + getMessage();
    }
}
