package dev.bellwether.features.calculation;

import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.MonthChunk;
import dev.bellwether.features.state.PaidAmounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What the account has paid by invoices up to a day, less refunds, by currency.
final class Payments {

    private final List<Currency> currencies = new ArrayList<>();
    private int count;

    void at(AccountState state, int day) {
        count = 0;
        for (int i = 0; i < state.size(); i++) {
            MonthChunk month = state.chunk(i);
            for (int j = 0; j < month.paid.size(); j++) {
                PaidAmounts.Day paid = month.paid.day(j);
                if (month.firstDay() + paid.day() <= day) {
                    of(paid.currency()).add(paid);
                }
            }
        }
    }

    /// Whether the amount of any invoice is known.
    boolean anyKnown() {
        return count > 0;
    }

    /// In which it has been invoiced on most days; of equal ones, that which comes first in the alphabet. Empty when no amount names
    /// one.
    String currency() {
        Currency most = null;
        for (int i = 0; i < count; i++) {
            Currency each = currencies.get(i);
            if (!each.code.isEmpty()
                    && (most == null || each.days > most.days || each.days == most.days && each.code.compareTo(most.code) < 0)) {
                most = each;
            }
        }
        return most == null ? "" : most.code;
    }

    /// Of the currency and of what names none.
    void total(String currency, ExactSum into) {
        for (int i = 0; i < count; i++) {
            Currency each = currencies.get(i);
            if (each.code.isEmpty() || each.code.equals(currency)) {
                into.add(each.total);
            }
        }
    }

    void otherCurrencies(String currency, Collection<String> into) {
        for (int i = 0; i < count; i++) {
            String each = currencies.get(i).code;
            if (!each.isEmpty() && !each.equals(currency)) {
                into.add(each);
            }
        }
    }

    private Currency of(String code) {
        for (int i = 0; i < count; i++) {
            if (currencies.get(i).code.equals(code)) {
                return currencies.get(i);
            }
        }
        if (count == currencies.size()) {
            currencies.add(new Currency());
        }
        Currency added = currencies.get(count++);
        added.code = code;
        added.days = 0;
        added.total.reset();
        return added;
    }

    private static final class Currency {
        private final ExactSum total = new ExactSum();
        private String code;
        private int days;

        private void add(PaidAmounts.Day paid) {
            days++;
            total.addNanos(paid.units(), paid.nanos());
        }
    }
}
