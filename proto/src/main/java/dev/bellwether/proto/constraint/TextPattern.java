package dev.bellwether.proto.constraint;

import java.util.regex.Pattern;

/// A pattern of the contracts, as RE2 reads it: `$` is the very end of the text, before which there is no line feed either.
public final class TextPattern {

    private static final int ASCII = 128;

    private final Pattern pattern;
    private final boolean whole;

    private TextPattern(Pattern pattern, boolean whole) {
        this.pattern = pattern;
        this.whole = whole;
    }

    static TextPattern of(String pattern) {
        boolean whole = pattern.startsWith("^") && pattern.endsWith("$");
        return new TextPattern(Pattern.compile(whole ? pattern.substring(1, pattern.length() - 1) : pattern), whole);
    }

    public boolean matches(String text) {
        return whole ? pattern.matcher(text).matches() : pattern.matcher(text).find();
    }

    /// Of each ASCII character, whether a text may begin with it.
    public boolean[] first() {
        return characters("");
    }

    /// Of each ASCII character, whether it may follow one that a text may begin with: all there is to know of a pattern that is
    /// one set of characters, or one and then another.
    public boolean[] following() {
        boolean[] first = first();
        for (char character = 0; character < ASCII; character++) {
            if (first[character]) {
                return characters(String.valueOf(character));
            }
        }
        return new boolean[ASCII];
    }

    private boolean[] characters(String before) {
        boolean[] taken = new boolean[ASCII];
        for (char character = 0; character < ASCII; character++) {
            taken[character] = matches(before + character);
        }
        return taken;
    }
}
