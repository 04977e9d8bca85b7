package dev.bellwether.features.state;

import java.util.Arrays;

/// The ten-minute slots of a month in which people were active: union, so the order of facts cannot show. Of more than eight
/// people those eight are kept whose hash is lowest: a sample that is the same in whatever order they come, and bounds
/// what a month takes to 4.5 KB.
///
/// A session ends with a gap of 30 minutes, as web analytics count them: three empty slots.
public final class ActiveSlots {

    static final int PEOPLE = 8;
    static final int PER_DAY = 144;

    private static final int MINUTES = 10;
    private static final int GAP = 3;
    private static final int WORDS = 31 * PER_DAY / Long.SIZE + 1;
    private static final long[] NO_PEOPLE = {};
    private static final long[][] NO_SLOTS = {};

    private long[] people = NO_PEOPLE;
    private long[][] slots = NO_SLOTS;
    private int size;

    /// @param secondOfDay from 0 to 86,399
    static int of(int secondOfDay) {
        return secondOfDay / (MINUTES * 60);
    }

    /// @param day  from 0 for the first of the month
    /// @param from a slot of the day; `to` is the last one
    void add(long person, int day, int from, int to) {
        set(person, day * PER_DAY + from, day * PER_DAY + to + 1);
    }

    /// Adds up what the masked days show.
    public void addTo(EngagedEstimate estimate, int mask) {
        for (int person = 0; person < size; person++) {
            for (int rest = mask; rest != 0; rest &= rest - 1) {
                addTo(estimate, slots[person], Integer.numberOfTrailingZeros(rest) * PER_DAY);
            }
        }
    }

    void encode(Bytes out) {
        out.unsigned(size);
        for (int person = 0; person < size; person++) {
            out.fixed(people[person]);
            int runs = 0;
            for (int at = next(slots[person], 0); at >= 0; at = next(slots[person], clear(slots[person], at))) {
                runs++;
            }
            out.unsigned(runs);
            int last = 0;
            for (int at = next(slots[person], 0); at >= 0; at = next(slots[person], last)) {
                out.unsigned(at - last);
                last = clear(slots[person], at);
                out.unsigned(last - at);
            }
        }
    }

    void decode(BytesReader in) {
        for (int left = (int) in.unsigned(); left > 0; left--) {
            long person = in.fixed();
            int last = 0;
            for (int runs = (int) in.unsigned(); runs > 0; runs--) {
                int from = last + (int) in.unsigned();
                last = from + (int) in.unsigned();
                set(person, from, last);
            }
        }
    }

    private static void addTo(EngagedEstimate estimate, long[] bits, int start) {
        int end = start + PER_DAY;
        int first = next(bits, start);
        if (first < 0 || first >= end) {
            return;
        }
        int sessions = 1;
        int length = 0;
        int last = first;
        for (int at = next(bits, first + 1); at >= 0 && at < end; at = next(bits, at + 1)) {
            if (at - last > GAP) {
                length += last - first + 1;
                first = at;
                sessions++;
            }
            last = at;
        }
        estimate.add(sessions, (length + last - first + 1) * MINUTES);
    }

    private void set(long person, int from, int end) {
        int index = Arrays.binarySearch(people, 0, size, person);
        if (index < 0) {
            index = -index - 1;
            if (index == PEOPLE) {
                return;
            }
            insert(index, person);
        }
        for (int slot = from; slot < end; slot++) {
            slots[index][slot / Long.SIZE] |= 1L << slot;
        }
    }

    private void insert(int index, long person) {
        if (size < PEOPLE) {
            if (size == people.length) {
                people = Arrays.copyOf(people, size == 0 ? 1 : size * 2);
                slots = Arrays.copyOf(slots, people.length);
            }
            size++;
        }
        System.arraycopy(people, index, people, index + 1, size - 1 - index);
        System.arraycopy(slots, index, slots, index + 1, size - 1 - index);
        people[index] = person;
        slots[index] = new long[WORDS];
    }

    /// The first slot set from here on, or -1.
    private static int next(long[] bits, int from) {
        int word = from / Long.SIZE;
        if (word >= bits.length) {
            return -1;
        }
        long rest = bits[word] & -1L << from;
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
    }

    /// The first slot from here on that is not set.
    private static int clear(long[] bits, int from) {
        int at = from;
        while (at < bits.length * Long.SIZE && (bits[at / Long.SIZE] & 1L << at) != 0) {
            at++;
        }
        return at;
    }
}
