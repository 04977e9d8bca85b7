package dev.bellwether.features.state;

import com.google.type.Money;
import java.util.Comparator;

/// An amount of money, to all the digits that were sent.
///
/// @param currency ISO 4217; empty when it was not said
/// @param nanos    billionths of a unit, of the same sign as the units
public record Amount(String currency, long units, int nanos) implements Comparable<Amount> {

    private static final Comparator<Amount> ORDER =
            Comparator.comparingLong(Amount::units).thenComparingInt(Amount::nanos).thenComparing(Amount::currency);

    static Amount of(Money money) {
        return new Amount(money.getCurrencyCode(), money.getUnits(), money.getNanos());
    }

    /// An amount that does not name its currency is in that of the one it replaces, if there is one.
    public Amount inCurrencyOf(Amount replaced) {
        return currency.isEmpty() && replaced != null ? new Amount(replaced.currency(), units, nanos) : this;
    }

    public boolean isZero() {
        return units == 0 && nanos == 0;
    }

    /// By the number; only then by the currency's code.
    @Override
    public int compareTo(Amount other) {
        return ORDER.compare(this, other);
    }
}
