package dev.bellwether.mapping.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// One way in which times are written.
public sealed interface TimeFormat permits TimeFormat.Iso, TimeFormat.Counted, PatternFormat {

    TimeFormat ISO = new Iso();

    /// As in a mapping.
    String name();

    /// @param zone of times without one
    /// @return empty when the text is not written so
    /// @throws UnreadableTime when it is, and there is no such time
    Optional<ReadTime> read(String text, ZoneId zone);

    /// @param name `iso`, `epoch-seconds`, `epoch-millis`, `excel`, or a pattern of [java.time.format.DateTimeFormatter]
    /// @throws IllegalArgumentException with what is wrong with the pattern
    static TimeFormat of(String name) {
        return switch (name) {
            case "iso" -> ISO;
            case "epoch-seconds" -> new Counted(name, Unit.SECONDS);
            case "epoch-millis" -> new Counted(name, Unit.MILLIS);
            case "excel" -> new Counted(name, Unit.EXCEL_DAYS);
            default -> PatternFormat.of(name);
        };
    }

    record Iso() implements TimeFormat {
        @Override
        public String name() {
            return "iso";
        }

        @Override
        public Optional<ReadTime> read(String text, ZoneId zone) {
            return IsoTime.read(text, zone);
        }
    }

    enum Unit {
        SECONDS, MILLIS, EXCEL_DAYS
    }

    /// A number that counts from a beginning.
    record Counted(String name, Unit unit) implements TimeFormat {

        private static final Pattern NUMBER = Pattern.compile("-?\\d{1,16}([.,]\\d{1,20})?");
        /// 1973, as milliseconds; the year 5138, as seconds.
        private static final BigDecimal SECONDS_END = new BigDecimal("100000000000");
        /// 10,000 years of days.
        private static final BigDecimal DAYS_END = new BigDecimal("2958466");
        /// Excel takes 1900 for a leap year: before this its days are not the calendar's.
        private static final BigDecimal EXCEL_BEGIN = new BigDecimal("61");
        private static final LocalDate EXCEL_ZERO = LocalDate.of(1899, 12, 30);
        private static final long MILLIS_A_DAY = 86_400_000;

        @Override
        public Optional<ReadTime> read(String text, ZoneId zone) {
            if (!NUMBER.matcher(text).matches()) {
                return Optional.empty();
            }
            BigDecimal number = new BigDecimal(text.replace(',', '.'));
            return Optional.of(switch (unit) {
                case SECONDS -> seconds(text, number);
                case MILLIS -> millis(text, number);
                case EXCEL_DAYS -> excel(text, number, zone);
            });
        }

        private static ReadTime seconds(String text, BigDecimal number) {
            if (number.abs().compareTo(SECONDS_END) >= 0) {
                throw new UnreadableTime(
                        "'" + text + "' is too many seconds: it looks like milliseconds, which time_format: epoch-millis says");
            }
            long whole = number.setScale(0, RoundingMode.FLOOR).longValue();
            return moment(Instant.ofEpochSecond(whole, number.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue()));
        }

        private static ReadTime millis(String text, BigDecimal number) {
            if (number.signum() != 0 && number.abs().compareTo(SECONDS_END) < 0) {
                throw new UnreadableTime(
                        "'" + text + "' is too few milliseconds: it looks like seconds, which time_format: epoch-seconds says");
            }
            return moment(Instant.ofEpochMilli(number.setScale(0, RoundingMode.FLOOR).longValue()));
        }

        private static ReadTime moment(Instant at) {
            return new ReadTime(at, LocalDate.ofInstant(at, ZoneOffset.UTC), ReadTime.Kind.ZONED);
        }

        private static ReadTime excel(String text, BigDecimal number, ZoneId zone) {
            if (number.compareTo(EXCEL_BEGIN) < 0 || number.compareTo(DAYS_END) >= 0) {
                throw new UnreadableTime("'" + text + "' is none of Excel's day numbers from March 1900 on");
            }
            BigDecimal days = number.setScale(0, RoundingMode.DOWN);
            LocalDate day = EXCEL_ZERO.plusDays(days.longValue());
            if (number.compareTo(days) == 0) {
                return IsoTime.date(day);
            }
            // Excel counts in binary fractions of a day, which are right to the millisecond.
            long millis = number.subtract(days).multiply(BigDecimal.valueOf(MILLIS_A_DAY)).setScale(0, RoundingMode.HALF_EVEN).longValue();
            LocalDateTime local = day.atStartOfDay().plusNanos(millis * 1_000_000);
            try {
                return IsoTime.local(local, zone);
            } catch (DateTimeException impossible) {
                throw new UnreadableTime("'" + text + "' (" + local + ") is not a time: " + impossible.getMessage(), impossible);
            }
        }
    }
}
