package dev.bellwether.features.state;

import java.util.Arrays;

/// The days of one month on which something (a user, a feature, a product) was there: bit 0 is the first of the month.
/// Sorted by hash, so that equal sets have equal bytes and two months are counted together in one pass.
public final class DaysByHash {

    private static final long[] NO_HASHES = {};
    private static final int[] NO_DAYS = {};

    private long[] hashes = NO_HASHES;
    private int[] days = NO_DAYS;
    private int size;

    public int size() {
        return size;
    }

    public long hash(int index) {
        return hashes[index];
    }

    public int days(int index) {
        return days[index];
    }

    /// @return whether that was new
    boolean add(long hash, int day) {
        int index = Arrays.binarySearch(hashes, 0, size, hash);
        if (index >= 0) {
            int before = days[index];
            days[index] = before | 1 << day;
            return days[index] != before;
        }
        insert(-index - 1, hash, 1 << day);
        return true;
    }

    /// The hashes must come in ascending order.
    void append(long hash, int dayBits) {
        insert(size, hash, dayBits);
    }

    void expect(int count) {
        hashes = new long[count];
        days = new int[count];
    }

    /// How many there were on any of the masked days.
    public int count(int mask) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if ((days[i] & mask) != 0) {
                count++;
            }
        }
        return count;
    }

    /// The masked days of each, added up.
    public int countDays(int mask) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += Integer.bitCount(days[i] & mask);
        }
        return count;
    }

    /// How many there were on any of the masked days of either month.
    public static int countTogether(DaysByHash one, int oneMask, DaysByHash other, int otherMask) {
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < one.size && j < other.size) {
            long left = one.hashes[i];
            long right = other.hashes[j];
            boolean there = false;
            if (left <= right) {
                there = (one.days[i++] & oneMask) != 0;
            }
            if (right <= left) {
                there |= (other.days[j++] & otherMask) != 0;
            }
            if (there) {
                count++;
            }
        }
        for (; i < one.size; i++) {
            if ((one.days[i] & oneMask) != 0) {
                count++;
            }
        }
        for (; j < other.size; j++) {
            if ((other.days[j] & otherMask) != 0) {
                count++;
            }
        }
        return count;
    }

    private void insert(int index, long hash, int dayBits) {
        if (size == hashes.length) {
            int capacity = Math.max(4, size + (size >> 1));
            hashes = Arrays.copyOf(hashes, capacity);
            days = Arrays.copyOf(days, capacity);
        }
        System.arraycopy(hashes, index, hashes, index + 1, size - index);
        System.arraycopy(days, index, days, index + 1, size - index);
        hashes[index] = hash;
        days[index] = dayBits;
        size++;
    }
}
