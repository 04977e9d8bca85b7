package dev.bellwether.features.state;

import dev.bellwether.chassis.event.EventKey;

/// A fact with its place among the account's facts: by moment, then by event key.
///
/// @param at nanoseconds since 1970
public record DatedFact(long at, EventKey key, Fact fact) implements Comparable<DatedFact> {

    @Override
    public int compareTo(DatedFact other) {
        int byMoment = Long.compare(at, other.at);
        return byMoment != 0 ? byMoment : key.compareTo(other.key);
    }
}
