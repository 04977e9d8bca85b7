package dev.bellwether.chassis.store;

import dev.bellwether.chassis.account.AccountKey;

/// Names one aggregate's stream of events.
///
/// @param kind what kind of aggregate, as in "membership"
public record StreamId(String kind, AccountKey account) implements Comparable<StreamId> {
    @Override
    public int compareTo(StreamId other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : account.compareTo(other.account);
    }

    @Override
    public String toString() {
        return kind + ":" + account;
    }
}
