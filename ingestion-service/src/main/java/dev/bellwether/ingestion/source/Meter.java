package dev.bellwether.ingestion.source;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.time.Dates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// What one source has sent through this replica, and whether it may send more. What is counted goes to the database once a
/// second; until that is done it is held here, by the day that it belongs to, and counts towards the quotas all the same.
final class Meter {

    /// A sender that is told to wait until next month would be better off asking: the quota may have been raised.
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Map<LocalDate, Sent> pending = new HashMap<>();
    private Map<LocalDate, Sent> flushing = Map.of();
    private SourceLimits limits;
    private TokenBucket bucket;

    // What the database held when it was last read, on that day.
    private LocalDate knownOn = LocalDate.MIN;
    private long knownDay;
    private long knownMonth;

    Meter(SourceLimits limits, Instant now) {
        limit(limits, now);
    }

    /// @param limits that hold from now on
    synchronized void limit(SourceLimits limits, Instant now) {
        this.limits = limits;
        if (limits.perSecond().isEmpty()) {
            bucket = null;
        } else if (bucket == null || bucket.perSecond() != limits.perSecond().getAsLong()) {
            bucket = new TokenBucket(limits.perSecond().getAsLong(), now);
        }
    }

    synchronized boolean hasQuota() {
        return limits.hasQuota();
    }

    /// @throws Refusal.Overloaded when the source may not send that many now
    synchronized void admit(int events, Instant now) {
        LocalDate today = Dates.dayOf(now);
        YearMonth month = YearMonth.from(today);
        within(limits.perDay(), events, today.equals(knownOn) ? knownDay : 0, today, today, "day",
                Duration.between(now, Dates.startOf(today.plusDays(1))));
        within(limits.perMonth(), events, knownOn.isAfter(LocalDate.MIN) && month.equals(YearMonth.from(knownOn)) ? knownMonth : 0,
                month.atDay(1), today, "month", Duration.between(now, Dates.startOf(month.plusMonths(1).atDay(1))));
        // Last: what is refused for another reason has used nothing up.
        Duration wait = bucket == null ? Duration.ZERO : bucket.take(events, now);
        if (!wait.isZero()) {
            throw new Refusal.Overloaded(
                    "this source may send " + limits.perSecond().getAsLong() + " events per second: send this again after a while",
                    min(wait));
        }
    }

    synchronized void count(int accepted, int rejected, long bytes, Instant now) {
        pending.merge(Dates.dayOf(now), new Sent(accepted, rejected, bytes, now), Sent::and);
    }

    /// What is to be written. Followed by [#written] or [#notWritten], before it is asked for again.
    synchronized Map<LocalDate, Sent> take() {
        flushing = Map.copyOf(pending);
        pending.clear();
        return flushing;
    }

    synchronized void written() {
        // Until the totals are read back they are a second old. What has been written since is not to be missing from them.
        flushing.forEach((day, sent) -> {
            knownDay += day.equals(knownOn) ? sent.accepted() : 0;
            knownMonth += knownOn.isAfter(LocalDate.MIN) && YearMonth.from(day).equals(YearMonth.from(knownOn)) ? sent.accepted() : 0;
        });
        flushing = Map.of();
    }

    synchronized void notWritten() {
        flushing.forEach((day, sent) -> pending.merge(day, sent, Sent::and));
        flushing = Map.of();
    }

    /// @param day   accepted on that day, through all replicas
    /// @param month accepted in its month
    synchronized void known(LocalDate on, long day, long month) {
        knownOn = on;
        knownDay = day;
        knownMonth = month;
    }

    private void within(OptionalLong quota, int events, long known, LocalDate from, LocalDate through, String period, Duration left) {
        if (quota.isEmpty()) {
            return;
        }
        long used = known + accepted(pending, from, through) + accepted(flushing, from, through);
        if (used + events > quota.getAsLong()) {
            throw new Refusal.Overloaded("this source may send " + quota.getAsLong() + " events per " + period + ", and has sent " + used
                    + ": ask for a higher quota, or send this again when the " + period + " is over (UTC)", min(left));
        }
    }

    private static long accepted(Map<LocalDate, Sent> counted, LocalDate from, LocalDate through) {
        long accepted = 0;
        for (Map.Entry<LocalDate, Sent> day : counted.entrySet()) {
            if (!day.getKey().isBefore(from) && !day.getKey().isAfter(through)) {
                accepted += day.getValue().accepted();
            }
        }
        return accepted;
    }

    private static Duration min(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
