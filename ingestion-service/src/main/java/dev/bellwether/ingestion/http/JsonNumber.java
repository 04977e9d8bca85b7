package dev.bellwether.ingestion.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/// Numbers as JSON has them: by their value, with all digits, however they are written. A whole number is a long where one holds it, another
/// one a double where the double's shortest text has the same value; every other number is a [BigDecimal].
final class JsonNumber {

    /// Decimals of so few digits are what the nearest double says when it is written again (DBL_DIG of IEEE 754).
    private static final int SURE_DIGITS = 15;
    /// What no double holds is refused, so how far it is beyond does not matter.
    private static final BigDecimal BEYOND = new BigDecimal("1e400");
    /// Whole numbers of doubles up to here are exactly longs.
    private static final double LONGS = 0x1p63;

    private JsonNumber() {}

    static Number integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException large) {
            return new BigDecimal(text);
        }
    }

    static Number decimal(String text) {
        double nearest = Double.parseDouble(text);
        if (isSure(text)) {
            return nearest;
        }
        try {
            BigDecimal exact = new BigDecimal(text);
            boolean same = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
            return same ? (Number) nearest : exact;
        } catch (NumberFormatException exponent) {
            // It has more digits than an int counts: so close to 0, or so far from it, that it is one of these.
            return Double.isFinite(nearest) ? (Number) nearest : nearest > 0 ? BEYOND : BEYOND.negate();
        }
    }

    private static boolean isSure(String text) {
        return text.length() <= SURE_DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    /// Whether a double holds it, be it not to the last digit.
    static boolean isFinite(BigDecimal number) {
        return Double.isFinite(number.doubleValue());
    }

    /// The same text for every way to write one value: 3, 3.0 and 3e0 are 3.
    static void writeCanonical(JsonGenerator json, Number number) throws IOException {
        switch (number) {
            case Double value when value == Math.rint(value) && Math.abs(value) < LONGS -> json.writeNumber(value.longValue());
            case Double value -> writeCanonical(json, new BigDecimal(Double.toString(value)));
            case BigDecimal value -> {
                BigDecimal shortest = value.stripTrailingZeros();
                boolean isLong = shortest.scale() <= 0 && (long) shortest.precision() - shortest.scale() <= 19
                        && shortest.toBigInteger().bitLength() < Long.SIZE;
                if (isLong) {
                    json.writeNumber(shortest.longValueExact());
                } else {
                    json.writeNumber(shortest);
                }
            }
            default -> json.writeNumber(number.longValue());
        }
    }
}
