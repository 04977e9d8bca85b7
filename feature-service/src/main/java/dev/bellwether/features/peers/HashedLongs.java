package dev.bellwether.features.peers;

import java.util.Arrays;

/// A set of numbers that are hashes already, so that their own low bits tell the place.
final class HashedLongs {
    private long[] table = new long[64];
    private int size;
    private boolean zero;

    void add(long hash) {
        if (hash == 0) {
            zero = true;
            return;
        }
        if (size * 2 >= table.length) {
            grow();
        }
        int index = place(table, hash);
        if (table[index] == 0) {
            table[index] = hash;
            size++;
        }
    }

    long[] sorted() {
        long[] all = new long[size + (zero ? 1 : 0)];
        int count = 0;
        for (long hash : table) {
            if (hash != 0) {
                all[count++] = hash;
            }
        }
        Arrays.sort(all);
        return all;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long hash : table) {
            if (hash != 0) {
                larger[place(larger, hash)] = hash;
            }
        }
        table = larger;
    }

    private static int place(long[] table, long hash) {
        int index = (int) hash & table.length - 1;
        while (table[index] != 0 && table[index] != hash) {
            index = index + 1 & table.length - 1;
        }
        return index;
    }
}
