package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.AccountSnapshots;
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

    /// @param day that a live snapshot is decided as of
    /// @throws IllegalArgumentException when the snapshot is of no kind
    static Observation of(Snapshot snapshot, LocalDate day) {
        return switch (snapshot.getKind()) {
            case LIVE -> new Live(day, snapshot.getFeatures());
            case CLOSING -> new Closing(asOf(snapshot), snapshot.getFeatures());
            case BACKFILL_CLOSING -> new BackfillClosing(asOf(snapshot), snapshot.getFeatures());
            case BACKFILL_LAST_CLOSING -> new BackfillLastClosing(asOf(snapshot), snapshot.getFeatures());
            case ERASED -> new Erased();
            case KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a snapshot of unknown kind " + snapshot.getKindValue());
        };
    }

    /// The first day of the rules that a notice is about.
    static LocalDate firstDay(AccountSnapshots notice) {
        return Dates.day(notice.getSchemeInForce().getFirstDay());
    }

    static boolean isClosing(Snapshot snapshot) {
        return switch (snapshot.getKind()) {
            case CLOSING, BACKFILL_CLOSING, BACKFILL_LAST_CLOSING -> true;
            case LIVE, ERASED, KIND_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /// The end of an account has no day of its own.
    static LocalDate asOf(Snapshot snapshot) {
        return snapshot.hasAsOf() ? Dates.day(snapshot.getAsOf()) : LocalDate.EPOCH;
    }
}
