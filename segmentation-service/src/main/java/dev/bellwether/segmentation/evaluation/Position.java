package dev.bellwether.segmentation.evaluation;

import dev.bellwether.features.v1.Snapshot;
import java.time.LocalDate;
import java.util.Comparator;

/// How new a snapshot is. Snapshots come at least once; one that is not newer than the last is ignored.
public record Position(long eventsOffset, LocalDate asOf, int kind) implements Comparable<Position> {

    static final Position NONE = new Position(-1, LocalDate.MIN, 0);

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::eventsOffset).thenComparing(Position::asOf).thenComparingInt(Position::kind);

    static Position of(long eventsOffset, Snapshot snapshot) {
        return new Position(eventsOffset, Observations.asOf(snapshot), snapshot.getKindValue());
    }

    boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
