package dev.bellwether.features.state;

import java.util.Arrays;

/// Everything known about one account in one calendar month. Adding is union and integer addition only, so neither the
/// order of the facts nor the cutting into batches can show in it.
public final class MonthChunk {

    private static final DatedFact[] NO_FACTS = {};

    private final int month;
    private final int firstDay;
    private final int length;
    private final long[][] counters = new long[DailyCounter.ALL.length][];
    private final int[] daysWith = new int[DailyCounter.ALL.length];
    private DatedFact[] facts = NO_FACTS;
    private int factCount;
    private int firstFactDay = Integer.MAX_VALUE;
    private boolean changed;

    public final PaidAmounts paid = new PaidAmounts();
    /// With activity.
    public final DaysByHash users = new DaysByHash();
    public final DaysByHash features = new DaysByHash();
    /// Activated or used.
    public final DaysByHash products = new DaysByHash();
    /// Of named events.
    public final DaysByHash names = new DaysByHash();
    /// Of people that are known, and of activity without a person.
    public final ActiveSlots slots = new ActiveSlots();
    public final ActiveSlots unnamedSlots = new ActiveSlots();

    MonthChunk(int month) {
        this.month = month;
        this.firstDay = Days.firstDayOfMonth(month);
        this.length = Days.firstDayOfMonth(month + 1) - firstDay;
    }

    public int month() {
        return month;
    }

    public int firstDay() {
        return firstDay;
    }

    public boolean contains(int day) {
        return day >= firstDay && day < firstDay + length;
    }

    /// The days from one to another, both included, as far as they lie in this month.
    public int mask(int from, int to) {
        int low = Math.max(0, from - firstDay);
        int high = Math.min(length - 1, to - firstDay);
        return low > high ? 0 : (-1 >>> (31 - (high - low))) << low;
    }

    public int factCount() {
        return factCount;
    }

    /// In the order of [DatedFact], ascending.
    public DatedFact fact(int index) {
        return facts[index];
    }

    /// The days on which the counter is not 0.
    public int daysWith(DailyCounter counter) {
        return daysWith[counter.ordinal()];
    }

    public long sum(DailyCounter counter, int mask) {
        long[] values = counters[counter.ordinal()];
        long sum = 0;
        for (int rest = mask & daysWith[counter.ordinal()]; rest != 0; rest &= rest - 1) {
            sum += values[Integer.numberOfTrailingZeros(rest)];
        }
        return sum;
    }

    /// The first day of the month on which there is anything.
    public int firstFactDay() {
        return firstFactDay;
    }

    void add(DatedFact fact) {
        int index = factCount;
        while (index > 0 && facts[index - 1].compareTo(fact) > 0) {
            index--;
        }
        if (index > 0 && facts[index - 1].compareTo(fact) == 0) {
            return;
        }
        if (factCount == facts.length) {
            facts = Arrays.copyOf(facts, Math.max(4, factCount * 2));
        }
        System.arraycopy(facts, index, facts, index + 1, factCount - index);
        facts[index] = fact;
        factCount++;
        touch((int) Math.floorDiv(fact.at(), Days.NANOS_PER_DAY));
    }

    void add(DailyCounter counter, int day, long value) {
        long[] values = counters[counter.ordinal()];
        if (values == null) {
            values = counters[counter.ordinal()] = new long[31];
        }
        int index = day - firstDay;
        long sum = Math.addExact(values[index], value);
        values[index] = sum;
        if (sum == 0) {
            daysWith[counter.ordinal()] &= ~(1 << index);
        } else {
            daysWith[counter.ordinal()] |= 1 << index;
        }
        touch(day);
    }

    void addPaid(Amount amount, int day) {
        addPaid(new PaidAmounts.Day(amount.currency(), day - firstDay, 1, amount.units(), amount.nanos()));
    }

    void addPaid(PaidAmounts.Day ofDay) {
        paid.add(ofDay);
        touch(firstDay + ofDay.day());
    }

    void add(DaysByHash set, long hash, int day) {
        set.add(hash, day - firstDay);
        touch(day);
    }

    /// Something is there on these days of the month (which [DaysByHash#append] has taken in).
    void present(int days) {
        touch(firstDay + Integer.numberOfTrailingZeros(days));
    }

    private void touch(int day) {
        firstFactDay = Math.min(firstFactDay, day);
        changed = true;
    }

    /// Whether it has changed since [#stored()].
    public boolean changed() {
        return changed;
    }

    public void stored() {
        changed = false;
    }
}
