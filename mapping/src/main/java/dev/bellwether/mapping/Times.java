package dev.bellwether.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Reads the times that exports hold: a date, a date and a time with a space or a T between them, with or without a zone.
/// Without a zone it is UTC; a date alone is its first moment.
final class Times {

    private Times() {}

    static Instant parse(String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            return zoned ? OffsetDateTime.parse(iso).toInstant() : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("'" + text + "' is neither a date nor a time such as 2024-10-16, 2024-10-16 03:00:00 or "
                    + "2024-10-16T03:00:00Z");
        }
    }
}
