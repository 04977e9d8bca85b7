package dev.bellwether.chassis.text;

/// Text that others have sent, made harmless to who reads it: characters that act on a terminal, or that cannot be seen, are written out,
/// as in `\x1b`. That is control characters (C0, DEL and C1), line and paragraph separators, and everything of Unicode's category Cf, which
/// has the marks that turn the direction of writing and those without width; halves of surrogate pairs, too.
public final class Printable {

    private Printable() {}

    /// On one line, whatever it held.
    public static String line(String text) {
        return escaped(text, false);
    }

    /// Line feeds stay.
    public static String lines(String text) {
        return escaped(text, true);
    }

    /// The same JSON document, whose strings write such characters as JSON escapes them: as in `\u001b`. Outside its strings a document
    /// holds none but line feeds and tabs.
    public static String json(String document) {
        StringBuilder safe = new StringBuilder(document.length() + 16);
        document.codePoints().forEach(point -> {
            if (point == '\n' || !acts(point)) {
                safe.appendCodePoint(point);
            } else if (point < ' ') {
                safe.append(' ');
            } else {
                for (char unit : Character.toChars(point)) {
                    safe.append("\\u%04x".formatted((int) unit));
                }
            }
        });
        return safe.toString();
    }

    private static String escaped(String text, boolean keepLineFeeds) {
        if (text.codePoints().noneMatch(Printable::acts)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (point == '\n' && keepLineFeeds || !acts(point)) {
                safe.appendCodePoint(point);
            } else {
                safe.append(escape(point));
            }
        });
        return safe.toString();
    }

    private static String escape(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> (point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(point);
        };
    }

    /// Whether it is written out.
    public static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
