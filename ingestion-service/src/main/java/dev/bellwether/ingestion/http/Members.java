package dev.bellwether.ingestion.http;

import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// Members of a JSON object whose form is known.
public final class Members {

    // Beyond it a double does not hold every whole number: two ids could become one.
    private static final double EXACT = 1L << 53;

    private Members() {}

    /// Null is as good as absent.
    public static Optional<String> text(String field, Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(text).filter(some -> !some.isEmpty());
            default -> throw new Rejection(field, Reason.MALFORMED, "must be a text");
        };
    }

    /// An id, which some senders write as a number.
    ///
    /// @param most characters
    public static Optional<String> id(String field, Object value, int most) {
        Optional<String> id = switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(text).filter(some -> !some.isEmpty());
            case Long number -> Optional.of(number.toString());
            case Double number when Math.abs(number) < EXACT ->
                Optional.of(new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
            // Written out, with all its digits; what is out of any range has been refused before.
            case BigDecimal number when number.scale() == 0 -> Optional.of(number.toPlainString());
            case Double _,BigDecimal _ ->
                throw new Rejection(field, Reason.MALFORMED, "is no number that can be an id: write it as a text");
            default -> throw new Rejection(field, Reason.MALFORMED, "must be a text, or a number");
        };
        id.ifPresent(text -> {
            if (text.codePointCount(0, text.length()) > most) {
                throw new Rejection(field, Reason.TOO_LONG, "must have at most " + most + " characters");
            }
            if (text.indexOf('\0') >= 0) {
                throw new Rejection(field, Reason.MALFORMED, "must not hold the character U+0000");
            }
        });
        return id;
    }

    /// What the member is, when it is a text: for what is only taken when it fits.
    public static Optional<String> lenientText(Map<String, Object> members, String name) {
        return members.get(name) instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }
}
