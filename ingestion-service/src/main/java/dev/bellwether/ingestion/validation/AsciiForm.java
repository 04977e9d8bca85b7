package dev.bellwether.ingestion.validation;

import dev.bellwether.proto.constraint.FieldConstraints;

/// The form of an id of ASCII characters, as its contract states it (its pattern and its length), in tables: for those that are looked at
/// for every event.
public final class AsciiForm {

    private final boolean[] first;
    private final boolean[] following;
    private final int longest;

    private AsciiForm(boolean[] first, boolean[] following, int longest) {
        this.first = first;
        this.following = following;
        this.longest = longest;
    }

    /// @param field a text, whose pattern is of one set of characters, or of one and then another
    static AsciiForm of(FieldConstraints field) {
        return new AsciiForm(field.pattern().first(), field.pattern().following(), field.maxLength());
    }

    /// In characters, which are bytes as well.
    public int longest() {
        return longest;
    }

    boolean matches(String text) {
        if (text.isEmpty() || text.length() > longest || !isIn(first, text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!isIn(following, text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// @param from inclusive
    /// @param to   exclusive
    public boolean matches(byte[] text, int from, int to) {
        if (from >= to || to - from > longest || !isIn(first, text[from])) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (!isIn(following, text[i])) {
                return false;
            }
        }
        return true;
    }

    /// Bytes beyond ASCII are below 0.
    private static boolean isIn(boolean[] set, int character) {
        return character >= 0 && character < set.length && set[character];
    }
}
