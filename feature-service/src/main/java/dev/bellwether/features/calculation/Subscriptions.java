package dev.bellwether.features.calculation;

import dev.bellwether.features.state.Amount;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.state.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The account's subscriptions as its facts go by in order of time.
final class Subscriptions {

    private final List<Subscription> known = new ArrayList<>();
    private final MonthlyRevenue revenue = new MonthlyRevenue();
    private int count;
    private boolean markedKnown;
    private String markedCurrency;
    /// No planned end is before it; there may be none at it any more.
    private long firstEnd;
    private String lastReason;

    void reset() {
        count = 0;
        revenue.reset();
        markedKnown = true;
        markedCurrency = "";
        firstEnd = Subscription.NEVER;
        lastReason = "";
    }

    void started(Fact.SubscriptionStarted fact, long at) {
        Subscription subscription = named(fact.subscription(), at);
        countOut(subscription, at);
        subscription.start();
        subscription.plan = fact.plan();
        subscription.mrr = fact.mrr().orElse(null);
        subscription.seats = fact.seats().orElse(Subscription.UNKNOWN);
        subscription.renews(fact.renewalDay().orElse(Days.NONE), at);
        countIn(subscription, at);
    }

    void amended(Fact.SubscriptionAmended fact, long at) {
        Subscription subscription = named(fact.subscription(), at);
        countOut(subscription, at);
        subscription.amend(fact.renewed());
        subscription.plan = fact.plan().orElse(subscription.plan);
        subscription.mrr = fact.mrr().map(given -> given.inCurrencyOf(subscription.mrr)).orElse(subscription.mrr);
        subscription.seats = fact.seats().orElse(subscription.seats);
        int renewalDay = fact.renewalDay().orElse(subscription.renewalDay);
        if (fact.renewed() || renewalDay != subscription.renewalDay) {
            subscription.renews(renewalDay, at);
        }
        countIn(subscription, at);
    }

    void cancelled(Fact.SubscriptionCancelled fact, long at) {
        Subscription subscription = named(fact.subscription(), at);
        if (fact.endsAt().isPresent()) {
            subscription.endLater(fact.endsAt().getAsLong(), fact.reason());
            firstEnd = Math.min(firstEnd, subscription.endsAt);
        } else {
            end(subscription, fact.reason(), at);
        }
    }

    private void end(Subscription subscription, String reason, long at) {
        countOut(subscription, at);
        subscription.end();
        countIn(subscription, at);
        lastReason = reason;
    }

    /// Ends those that end at that moment or before, in order of time.
    void pass(long moment) {
        while (firstEnd <= moment) {
            long next = Subscription.NEVER;
            for (int i = 0; i < count; i++) {
                Subscription each = known.get(i);
                if (each.endsAt == firstEnd) {
                    each.at(firstEnd);
                    end(each, each.endReason, firstEnd);
                }
                next = Math.min(next, each.endsAt);
            }
            firstEnd = next;
        }
    }

    /// Why one ended last. Empty when none has, or for no reason that was given.
    String lastReason() {
        return lastReason;
    }

    boolean hasBeen() {
        return count > 0;
    }

    boolean anyActive() {
        for (int i = 0; i < count; i++) {
            if (known.get(i).active) {
                return true;
            }
        }
        return false;
    }

    /// What holds now is what [#marked] tells.
    void mark() {
        revenue.mark();
        markedKnown = mrrKnown();
        markedCurrency = currency();
    }

    MonthlyRevenue revenue() {
        return revenue;
    }

    /// Whether the MRR of 90 days earlier can be taken from that of now.
    boolean markedComparesWith(String currency) {
        return markedKnown && (markedCurrency.isEmpty() || markedCurrency.equals(currency));
    }

    /// Whether there is no active subscription, or one that says what it pays.
    boolean mrrKnown() {
        boolean active = false;
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if (each.active && each.mrr != null) {
                return true;
            }
            active |= each.active;
        }
        return !active;
    }

    /// Whether any subscription has ever said what it pays, or there has been none.
    boolean mrrEverKnown() {
        for (int i = 0; i < count; i++) {
            if (known.get(i).mrr != null) {
                return true;
            }
        }
        return count == 0;
    }

    boolean seatsKnown() {
        boolean active = false;
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if (each.active && each.seats != Subscription.UNKNOWN) {
                return true;
            }
            active |= each.active;
        }
        return !active;
    }

    void seats(ExactSum into) {
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if (each.active && each.seats != Subscription.UNKNOWN) {
                into.add(each.seats);
            }
        }
    }

    /// That of the active subscription that is known longest and pays something; with none active, of the one that is known
    /// longest. Empty when no amount names one.
    String currency() {
        String currency = "";
        boolean anyActive = anyActive();
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if ((each.active || !anyActive) && each.pays() && !each.mrr.currency().isEmpty()) {
                return each.mrr.currency();
            }
            if (currency.isEmpty() && each.mrr != null) {
                currency = each.mrr.currency();
            }
        }
        return currency;
    }

    /// Adds the currencies other than this one in which an active subscription pays.
    void otherCurrencies(String currency, Collection<String> into) {
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if (each.active && each.pays() && !each.mrr.currency().isEmpty() && !each.mrr.currency().equals(currency)) {
                into.add(each.mrr.currency());
            }
        }
    }

    /// The plan of the active subscription with the highest MRR, of those in the account's currency if there are any; of equal
    /// ones, that whose id comes first. May be empty.
    String plan(String currency) {
        Subscription highest = null;
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if (each.active && (highest == null || isHigher(each, highest, currency))) {
                highest = each;
            }
        }
        return highest == null ? "" : highest.plan;
    }

    /// Days of the longest term that ends with the next renewal; 0 without one.
    int nextRenewalTerm() {
        int next = nextRenewalDay();
        int term = 0;
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if (next != Days.NONE && each.active && each.renewalDay == next) {
                term = Math.max(term, next - each.termSince);
            }
        }
        return term;
    }

    /// The earliest renewal of an active subscription, or [Days#NONE].
    int nextRenewalDay() {
        int next = Days.NONE;
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if (each.active && each.renewalDay != Days.NONE && (next == Days.NONE || each.renewalDay < next)) {
                next = each.renewalDay;
            }
        }
        return next;
    }

    private static boolean isHigher(Subscription one, Subscription other, String currency) {
        boolean counted = isCounted(one.mrr, currency);
        if (counted != isCounted(other.mrr, currency)) {
            return counted;
        }
        if (one.mrr == null || other.mrr == null) {
            return one.mrr == other.mrr ? one.id.compareTo(other.id) < 0 : one.mrr != null;
        }
        int byMrr = compareNumbers(one.mrr, other.mrr);
        return byMrr != 0 ? byMrr > 0 : one.id.compareTo(other.id) < 0;
    }

    private static boolean isCounted(Amount mrr, String currency) {
        return mrr != null && (mrr.currency().isEmpty() || mrr.currency().equals(currency));
    }

    private static int compareNumbers(Amount one, Amount other) {
        int byUnits = Long.compare(one.units(), other.units());
        return byUnits != 0 ? byUnits : Integer.compare(one.nanos(), other.nanos());
    }

    private void countOut(Subscription subscription, long at) {
        if (subscription.active && subscription.mrr != null) {
            revenue.add(subscription.mrr, -1, Days.ofNanos(at));
        }
    }

    private void countIn(Subscription subscription, long at) {
        if (subscription.active && subscription.mrr != null) {
            revenue.add(subscription.mrr, 1, Days.ofNanos(at));
        }
    }

    private Subscription named(String id, long at) {
        for (int i = 0; i < count; i++) {
            if (known.get(i).id.equals(id)) {
                known.get(i).at(at);
                return known.get(i);
            }
        }
        if (count == known.size()) {
            known.add(new Subscription());
        }
        Subscription subscription = known.get(count++);
        subscription.reset(id, at);
        return subscription;
    }
}
