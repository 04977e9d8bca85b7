package dev.bellwether.features.calculation;

import dev.bellwether.features.state.Amount;
import java.util.ArrayList;
import java.util.List;

/// What the active subscriptions pay, by currency, as the facts go by in order of time.
final class MonthlyRevenue {

    private final List<Currency> currencies = new ArrayList<>();
    private int count;

    void reset() {
        count = 0;
    }

    /// @param sign 1 to count the amount in from the day on, -1 to count it out
    void add(Amount amount, int sign, int day) {
        Currency currency = of(amount.currency(), day);
        currency.settle(day);
        currency.mrr.addNanos(sign * amount.units(), (long) sign * amount.nanos());
    }

    /// What holds now is what held at the earlier day.
    void mark() {
        for (int i = 0; i < count; i++) {
            currencies.get(i).marked.set(currencies.get(i).mrr);
        }
    }

    /// Of the currency and of what names none.
    void mrr(String currency, ExactSum into) {
        for (int i = 0; i < count; i++) {
            Currency each = currencies.get(i);
            if (each.isOf(currency)) {
                into.add(each.mrr);
            }
        }
    }

    /// As it was when it was marked.
    void marked(String currency, ExactSum into) {
        for (int i = 0; i < count; i++) {
            Currency each = currencies.get(i);
            if (each.isOf(currency)) {
                into.add(each.marked);
            }
        }
    }

    /// The MRR that held at the end of each day up to this one, added up.
    void mrrDays(String currency, int through, ExactSum into) {
        for (int i = 0; i < count; i++) {
            Currency each = currencies.get(i);
            if (each.isOf(currency)) {
                into.add(each.mrrDays);
                into.add(each.mrr, through - each.since + 1L);
            }
        }
    }

    private Currency of(String code, int day) {
        for (int i = 0; i < count; i++) {
            if (currencies.get(i).code.equals(code)) {
                return currencies.get(i);
            }
        }
        if (count == currencies.size()) {
            currencies.add(new Currency());
        }
        Currency added = currencies.get(count++);
        added.reset(code, day);
        return added;
    }

    private static final class Currency {
        private final ExactSum mrr = new ExactSum();
        private final ExactSum marked = new ExactSum();
        private final ExactSum mrrDays = new ExactSum();
        private String code;
        private int since;

        private void reset(String currency, int day) {
            code = currency;
            since = day;
            mrr.reset();
            marked.reset();
            mrrDays.reset();
        }

        private boolean isOf(String currency) {
            return code.isEmpty() || code.equals(currency);
        }

        /// The days before this one ended with the MRR as it is.
        private void settle(int day) {
            mrrDays.add(mrr, day - since);
            since = day;
        }
    }
}
