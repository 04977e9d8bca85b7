package dev.bellwether.features.calculation;

import dev.bellwether.features.state.Amount;
import dev.bellwether.features.state.Days;

/// One subscription as the facts go by in order of time.
final class Subscription {

    /// The number of seats while no fact has given it.
    static final long UNKNOWN = -1;
    static final long NEVER = Long.MAX_VALUE;

    String id;
    boolean active;
    String plan;
    /// Null while it is not known.
    Amount mrr;
    long seats;
    int renewalDay;
    /// The day on which the term has begun that ends on the renewal day.
    int termSince;

    /// When it ends by a cancellation that is known already, or [#NEVER].
    long endsAt;
    /// Why it ends then.
    String endReason;

    private long instant;
    private boolean heardOfFirst;
    private boolean activeBefore;
    private int starts;
    private int renewals;
    private int ends;

    void reset(String name, long at) {
        id = name;
        active = false;
        plan = "";
        mrr = null;
        seats = UNKNOWN;
        renews(Days.NONE, at);
        endsAt = NEVER;
        endReason = "";
        begin(at);
        heardOfFirst = true;
    }

    /// A fact of this instant follows.
    void at(long moment) {
        if (moment != instant) {
            begin(moment);
        }
    }

    void start() {
        endsAt = NEVER;
        starts++;
        decide();
    }

    /// A change that is all that we know of a subscription shows that there is one; a change of a cancelled one does not bring it
    /// back, a renewal does.
    void amend(boolean renews) {
        if (renews) {
            endsAt = NEVER;
            renewals++;
        }
        decide();
    }

    void end() {
        endsAt = NEVER;
        ends++;
        decide();
    }

    /// It is known when it will end: until then it continues unchanged.
    void endLater(long at, String reason) {
        decide();
        endsAt = at;
        endReason = reason;
    }

    void renews(int on, long at) {
        renewalDay = on;
        termSince = Days.ofNanos(at);
    }

    boolean pays() {
        return mrr != null && !mrr.isZero();
    }

    private void begin(long moment) {
        instant = moment;
        heardOfFirst = false;
        activeBefore = active;
        starts = renewals = ends = 0;
    }

    /// Of the starts and ends of one instant that comes first which changes something: from inactive a start, then an end, and so
    /// on, until only one kind is left. So the outcome depends on how many there are of each. Where there is a start, a renewal is a
    /// change of it; otherwise it takes up what has ended, as a start does.
    private void decide() {
        int begun = starts > 0 ? starts : renewals;
        if (begun + ends == 0) {
            active = activeBefore || heardOfFirst;
        } else {
            active = activeBefore ? begun >= ends : begun > ends;
        }
    }
}
