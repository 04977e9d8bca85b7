package dev.bellwether.ingestion.segment;

import dev.bellwether.ingestion.validation.Excerpt;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.mapping.time.IsoTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// When a call was made. A sender's clock may be wrong by hours; but it is wrong by as much when it sends, which we see. So
/// what counts is how long before the sending it was: received_at - (sentAt - originalTimestamp), as Segment documents it.
final class SentTime {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /// Fewer milliseconds, those of 1973, are seconds that were meant.
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private SentTime() {}

    static Instant of(Map<String, Object> call, Instant receivedAt) {
        Optional<Instant> timestamp = instant("timestamp", call.get("timestamp"));
        Optional<Instant> original = instant("originalTimestamp", call.get("originalTimestamp")).or(() -> timestamp);
        if (original.isEmpty()) {
            return receivedAt;
        }
        return instant("sentAt", call.get("sentAt"))
                .map(sentAt -> receivedAt.minus(Duration.between(original.get(), sentAt)))
                .orElseGet(() -> timestamp.orElseGet(original::get));
    }

    /// What [#of] has made a time of, as in ` (from timestamp '2999-01-01')`.
    static String told(Map<String, Object> call, Instant receivedAt) {
        String original = Stream.of("originalTimestamp", "timestamp").filter(name -> said(call, name)).findFirst().orElse("");
        if (original.isEmpty()) {
            return " (from the time at which it was received)";
        }
        return said(call, "sentAt")
                ? " (from " + quoted(call, original) + ", " + quoted(call, "sentAt") + " and the time at which it was received, "
                        + receivedAt
                        + ": that, less the time between the two)"
                : " (from " + quoted(call, said(call, "timestamp") ? "timestamp" : original) + ")";
    }

    private static boolean said(Map<String, Object> call, String name) {
        return call.get(name) != null && !call.get(name).toString().isBlank();
    }

    private static String quoted(Map<String, Object> call, String name) {
        return name + " '" + Excerpt.cut(call.get(name).toString()) + "'";
    }

    /// ISO 8601, or milliseconds since 1970.
    static Optional<Instant> instant(String field, Object value) {
        try {
            Instant instant = switch (value) {
                case null -> null;
                case Long millis -> millis(field, millis);
                case Double millis when Math.abs(millis) < Long.MAX_VALUE -> millis(field, millis.longValue());
                case BigDecimal millis when Math.abs(millis.doubleValue()) < Long.MAX_VALUE -> millis(field, millis.longValue());
                case String text when text.isBlank() -> null;
                case String text when isNumber(text.strip()) -> millis(field, Long.parseLong(text.strip()));
                case String text -> IsoTime.parse(text).at();
                default -> throw malformed(field);
            };
            if (instant != null && (instant.isBefore(EARLIEST) || instant.isAfter(LATEST))) {
                throw new Rejection(field, Reason.OUT_OF_RANGE, "must be of the years 1 to 9999");
            }
            return Optional.ofNullable(instant);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw malformed(field);
        }
    }

    private static boolean isNumber(String text) {
        return text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
    }

    private static Instant millis(String field, long millis) {
        if (millis != 0 && Math.abs(millis) < LEAST_MILLIS) {
            throw new Rejection(field, Reason.OUT_OF_RANGE, "must be in milliseconds since 1970, and " + millis + " looks like seconds");
        }
        return Instant.ofEpochMilli(millis);
    }

    private static Rejection malformed(String field) {
        return new Rejection(field, Reason.MALFORMED,
                "must be a time in ISO 8601, as in 2026-03-10T12:00:00.000Z, or milliseconds since 1970");
    }
}
