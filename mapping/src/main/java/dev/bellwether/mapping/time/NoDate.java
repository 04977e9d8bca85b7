package dev.bellwether.mapping.time;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;

/// What systems write where there is no date, or no end: the last or first day that they know. No contract runs until then,
/// and none has begun then.
public final class NoDate {

    /// MySQL's zero date, and PostgreSQL's ends of time.
    private static final Pattern TEXTS = Pattern.compile("(0000[-/]00[-/]00([T ].*)?|00000000|(?i:[-+]?infinity))");

    private static final Set<LocalDate> DAYS = Set.of(
            // The first days of SQL Server, Excel and Access.
            LocalDate.of(1753, 1, 1), LocalDate.of(1899, 12, 30), LocalDate.of(1899, 12, 31), LocalDate.of(1900, 1, 1),
            // The last of SQL Server's smalldatetime, of nanoseconds in 64 bits, and of Oracle.
            LocalDate.of(2079, 6, 6), LocalDate.of(2262, 4, 11), LocalDate.of(4712, 12, 31));

    private NoDate() {}

    static boolean isWritten(String text) {
        return TEXTS.matcher(text).matches();
    }

    /// Whether it stands for no date. A day far ahead that is none of these is a mistake rather, and is not passed over.
    public static boolean is(ReadTime time) {
        return DAYS.contains(time.day()) || isTurnOfCentury(time.day()) || time.day().getYear() >= 9000 || time.day().getYear() <= 1
                || time.at().equals(Instant.EPOCH);
    }

    /// The last day of 2099 or 2999, or the day after it.
    private static boolean isTurnOfCentury(LocalDate day) {
        LocalDate next = day.getDayOfYear() == 1 ? day : day.plusDays(1);
        return next.getYear() >= 2100 && next.getYear() % 100 == 0 && next.getDayOfYear() == 1;
    }
}
