package dev.bellwether.features.calculation;

import dev.bellwether.features.state.Days;
import dev.bellwether.features.state.Fact;
import java.util.ArrayList;
import java.util.List;

/// The account's subscriptions as its facts go by in order of time.
final class Subscriptions {

    private final List<Subscription> known = new ArrayList<>();
    private int count;
    private long mrr;
    private long mrrDays;
    private int mrrSince;

    void reset() {
        count = 0;
        mrr = 0;
        mrrDays = 0;
        mrrSince = Days.NONE;
    }

    void started(Fact.SubscriptionStarted fact, int day) {
        Subscription subscription = named(fact.subscription());
        settle(day);
        mrr -= subscription.activeMrr();
        subscription.active = true;
        subscription.plan = fact.plan();
        subscription.mrr = fact.mrr();
        subscription.seats = fact.seats();
        subscription.renewalDay = fact.renewalDay().orElse(Days.NONE);
        mrr += subscription.activeMrr();
    }

    /// A change of a subscription nobody has told us of shows that there is one; a change of a cancelled one does not
    /// bring it back, a renewal does.
    void amended(Fact.SubscriptionAmended fact, int day) {
        int before = count;
        Subscription subscription = named(fact.subscription());
        boolean isNew = count > before;
        settle(day);
        mrr -= subscription.activeMrr();
        subscription.active |= isNew || fact.renewed();
        subscription.plan = fact.plan().orElse(subscription.plan);
        subscription.mrr = fact.mrr().orElse(subscription.mrr);
        subscription.seats = fact.seats().orElse(subscription.seats);
        subscription.renewalDay = fact.renewalDay().orElse(subscription.renewalDay);
        mrr += subscription.activeMrr();
    }

    void cancelled(Fact.SubscriptionCancelled fact, int day) {
        Subscription subscription = named(fact.subscription());
        settle(day);
        mrr -= subscription.activeMrr();
        subscription.active = false;
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

    /// Cents per month.
    long mrr() {
        return mrr;
    }

    /// The MRR that held at the end of each day up to this one, added up.
    long mrrDays(int through) {
        return mrrSince == Days.NONE ? 0 : mrrDays + mrr * (through - mrrSince + 1L);
    }

    long seats() {
        long seats = 0;
        for (int i = 0; i < count; i++) {
            if (known.get(i).active) {
                seats += known.get(i).seats;
            }
        }
        return seats;
    }

    /// The plan of the active subscription with the highest MRR; of equal ones, that whose id comes first. May be empty.
    String plan() {
        Subscription highest = null;
        for (int i = 0; i < count; i++) {
            Subscription each = known.get(i);
            if (each.active
                    && (highest == null
                            || each.mrr > highest.mrr
                            || each.mrr == highest.mrr && each.id.compareTo(highest.id) < 0)) {
                highest = each;
            }
        }
        return highest == null ? "" : highest.plan;
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

    /// The days before this one ended with the MRR as it is.
    private void settle(int day) {
        if (mrrSince != Days.NONE) {
            mrrDays += mrr * (day - mrrSince);
        }
        mrrSince = day;
    }

    private Subscription named(String id) {
        for (int i = 0; i < count; i++) {
            if (known.get(i).id.equals(id)) {
                return known.get(i);
            }
        }
        if (count == known.size()) {
            known.add(new Subscription());
        }
        Subscription subscription = known.get(count++);
        subscription.reset(id);
        return subscription;
    }

    private static final class Subscription {
        private String id;
        private boolean active;
        private String plan;
        private long mrr;
        private long seats;
        private int renewalDay;

        private void reset(String id) {
            this.id = id;
            active = false;
            plan = "";
            mrr = 0;
            seats = 0;
            renewalDay = Days.NONE;
        }

        private long activeMrr() {
            return active ? mrr : 0;
        }
    }
}
