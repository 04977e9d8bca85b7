package dev.bellwether.cli.importing.mapping;

import java.util.regex.Pattern;

/// Keeps spreadsheets from running what customers have sent as a formula (OWASP, CSV Injection): an apostrophe stands before what would
/// begin one, at the beginning of a cell and behind what another locale's spreadsheet takes for the end of one. It can be taken away again to
/// the letter: a text that has such an apostrophe already gets one more. Negative numbers are no formulas and stay as they are.
public final class FormulaGuard {

    private static final String CELL_ENDS = "[,;|\t\r\n]";
    /// Also the full-width ones, which spreadsheets of some locales take for the same.
    private static final String STARTERS = "=+\\-@\uff1d\uff0b\uff0d\uff20";
    private static final String FORMULA =
            "(?:(?:\\A(?=[' ]*[" + STARTERS + "\t\r\n]))|(?:(?<=" + CELL_ENDS + ")(?=[' ]*[" + STARTERS + "])))";
    private static final String NEGATIVE_NUMBER = "-\\d+(?:[.,]\\d+)*(?:\\z|" + CELL_ENDS + ")";

    private static final Pattern UNGUARDED = Pattern.compile(FORMULA + "(?!" + NEGATIVE_NUMBER + ")");
    private static final Pattern GUARDED =
            Pattern.compile("(?:(?:\\A'(?=[' ]*[" + STARTERS + "\t\r\n]))|(?:(?<=" + CELL_ENDS + ")'(?=[' ]*["
                    + STARTERS + "])))");

    private FormulaGuard() {}

    public static String guard(String cell) {
        return UNGUARDED.matcher(cell).replaceAll("'");
    }

    /// What [#guard] was given.
    static String unguard(String cell) {
        return GUARDED.matcher(cell).replaceAll("");
    }
}
