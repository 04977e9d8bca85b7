package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.segmentation.membership.Observation;
import dev.bellwether.segmentation.membership.Observation.BackfillClosing;
import dev.bellwether.segmentation.membership.Observation.BackfillLastClosing;
import dev.bellwether.segmentation.membership.Observation.Closing;
import dev.bellwether.segmentation.membership.Observation.Erased;
import dev.bellwether.segmentation.membership.Observation.Live;
import java.time.LocalDate;

/// Snapshots, as the aggregate understands them.
final class Observations {

    private Observations() {}

    /// @throws IllegalArgumentException when the snapshot is of no kind
    static Observation of(Snapshot snapshot) {
        return switch (snapshot.getKind()) {
            case LIVE -> new Live(asOf(snapshot), snapshot.getFeatures());
            case CLOSING -> new Closing(asOf(snapshot), snapshot.getFeatures());
            case BACKFILL_CLOSING -> new BackfillClosing(asOf(snapshot), snapshot.getFeatures());
            case BACKFILL_LAST_CLOSING -> new BackfillLastClosing(asOf(snapshot), snapshot.getFeatures());
            case ERASED -> new Erased();
            case KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a snapshot of unknown kind " + snapshot.getKindValue());
        };
    }

    /// The end of an account has no day of its own.
    static LocalDate asOf(Snapshot snapshot) {
        return snapshot.hasAsOf() ? Dates.day(snapshot.getAsOf()) : LocalDate.EPOCH;
    }
}
