package dev.bellwether.features.state;

import dev.bellwether.chassis.event.EventKey;

/// A fact with its place among the account's facts: by moment, then by what it means, then by the sender's sequence, then
/// by its content. The event key comes last and only tells apart facts that say the same.
///
/// @param at       nanoseconds since 1970
/// @param sequence as the sender counts, or [#NO_SEQUENCE], which comes before every other
public record DatedFact(long at, long sequence, EventKey key, Fact fact) implements Comparable<DatedFact> {

    public static final long NO_SEQUENCE = -1;

    @Override
    public int compareTo(DatedFact other) {
        if (at != other.at) {
            return Long.compare(at, other.at);
        }
        int byMeaning = Integer.compare(FactOrder.rank(fact), FactOrder.rank(other.fact));
        if (byMeaning != 0) {
            return byMeaning;
        }
        if (sequence != other.sequence) {
            return Long.compare(sequence, other.sequence);
        }
        int byContent = FactOrder.CONTENT.compare(fact, other.fact);
        return byContent != 0 ? byContent : key.compareTo(other.key);
    }
}
