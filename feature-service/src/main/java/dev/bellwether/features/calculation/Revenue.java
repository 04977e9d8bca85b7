package dev.bellwether.features.calculation;

import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.v1.Features;
import java.util.TreeSet;

/// What the account pays, from its subscriptions and its invoices, in one currency: amounts in others are kept apart.
final class Revenue {

    private final Subscriptions subscriptions;
    private final Payments payments = new Payments();
    private final ExactSum mrr = new ExactSum();
    private final ExactSum earlier = new ExactSum();
    private final ExactSum seats = new ExactSum();
    private final ExactSum lifetime = new ExactSum();
    private String currency = "";
    private int day;

    Revenue(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /// When all facts up to the day have gone by.
    void at(AccountState state, int asOf) {
        day = asOf;
        payments.at(state, asOf);
        currency = subscriptions.currency();
        if (currency.isEmpty()) {
            currency = payments.currency();
        }
        mrr.reset();
        subscriptions.revenue().mrr(currency, mrr);
        seats.reset();
        subscriptions.seats(seats);
    }

    /// NaN when it is not known.
    double mrr() {
        return subscriptions.mrrKnown() ? mrr.billionths() : Double.NaN;
    }

    /// NaN when they are not known.
    double seats() {
        return subscriptions.seatsKnown() ? seats.value() : Double.NaN;
    }

    void into(Features.Builder out, UsageWindows usage) {
        String plan = subscriptions.plan(currency);
        if (!plan.isEmpty()) {
            out.setPlan(plan);
        }
        if (subscriptions.mrrKnown()) {
            out.setMrr(mrr());
            if (subscriptions.markedComparesWith(currency)) {
                out.setMrrChange90(change());
            }
        }
        if (subscriptions.seatsKnown()) {
            out.setSeats(seats());
        }
        int renewalDay = subscriptions.nextRenewalDay();
        if (renewalDay != Days.NONE) {
            out.setRenewalInDays(renewalDay - day);
            out.setRenewalTermDays(subscriptions.nextRenewalTerm());
        }
        lifetimeRevenue(out, usage);
        out.setCancelled(subscriptions.hasBeen() && !subscriptions.anyActive() ? 1 : 0);
        out.setFailedInvoices28(usage.failedInvoices28);
        currencies(out);
    }

    private double change() {
        earlier.reset();
        subscriptions.revenue().marked(currency, earlier);
        ExactSum change = new ExactSum();
        change.set(mrr);
        change.subtract(earlier);
        return change.billionths();
    }

    /// Without the amount of a single invoice, MRR stands in; but not where all that came of invoices is that some failed.
    private void lifetimeRevenue(Features.Builder out, UsageWindows usage) {
        lifetime.reset();
        if (payments.anyKnown()) {
            payments.total(currency, lifetime);
            out.setLifetimeRevenue(lifetime.billionths());
        } else if (usage.invoicesFailed && !usage.invoicesPaid) {
            out.setLifetimeRevenue(0);
        } else if (subscriptions.mrrEverKnown()) {
            subscriptions.revenue().mrrDays(currency, day, lifetime);
            out.setLifetimeRevenue(lifetime.billionths() * 12d / 365d);
        }
    }

    private void currencies(Features.Builder out) {
        if (!currency.isEmpty()) {
            out.setCurrency(currency);
        }
        TreeSet<String> others = new TreeSet<>();
        subscriptions.otherCurrencies(currency, others);
        payments.otherCurrencies(currency, others);
        if (!others.isEmpty()) {
            out.setOtherCurrencies(String.join(", ", others));
        }
    }
}
