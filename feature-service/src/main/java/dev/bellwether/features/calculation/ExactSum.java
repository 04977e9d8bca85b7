package dev.bellwether.features.calculation;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A sum of whole numbers in 128 bits: it neither wraps nor rounds, and takes its parts in any order. Changed in place, since
/// several are kept for each account that is calculated.
final class ExactSum {

    private static final long NANOS = 1_000_000_000;
    /// Up to here a double holds every whole number, so that dividing it rounds once.
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private long high;
    private long low;

    void reset() {
        high = 0;
        low = 0;
    }

    void set(ExactSum other) {
        high = other.high;
        low = other.low;
    }

    void add(long value) {
        add(value >> 63, value);
    }

    /// An amount of money, in billionths of its unit.
    void addNanos(long units, long nanos) {
        add(Math.multiplyHigh(units, NANOS), units * NANOS);
        add(nanos);
    }

    void add(ExactSum other) {
        add(other.high, other.low);
    }

    void subtract(ExactSum other) {
        long before = low;
        low -= other.low;
        high -= other.high + (Long.compareUnsigned(before, other.low) < 0 ? 1 : 0);
    }

    /// @param times 0 or more
    void add(ExactSum other, long times) {
        add(other.high * times + Math.unsignedMultiplyHigh(other.low, times), other.low * times);
    }

    private void add(long otherHigh, long otherLow) {
        low += otherLow;
        high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
    }

    boolean isZero() {
        return high == 0 && low == 0;
    }

    /// The nearest double.
    double value() {
        return isLong() ? low : toBigInteger().doubleValue();
    }

    /// The nearest double of a billionth of it.
    double billionths() {
        if (isLong() && Math.abs(low) <= EXACT_IN_DOUBLE) {
            return low / (double) NANOS;
        }
        return new BigDecimal(toBigInteger(), 9).doubleValue();
    }

    BigInteger toBigInteger() {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }

    private boolean isLong() {
        return high == low >> 63;
    }
}
