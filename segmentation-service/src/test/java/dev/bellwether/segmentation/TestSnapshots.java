package dev.bellwether.segmentation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import java.time.LocalDate;
import java.util.List;

/// Snapshots as feature-service publishes them.
final class TestSnapshots {

    private TestSnapshots() {}

    static AccountSnapshots snapshots(AccountKey account, long eventsOffset, Snapshot... snapshots) {
        return snapshots(account, eventsOffset, List.of(snapshots));
    }

    static AccountSnapshots snapshots(AccountKey account, long eventsOffset, List<Snapshot> snapshots) {
        return AccountSnapshots.newBuilder().setTenant(account.tenant()).setAccount(account.account())
                .setEventsOffset(eventsOffset).addAllSnapshots(snapshots).build();
    }

    static Snapshot live(LocalDate day, Features features) {
        return snapshot(Kind.LIVE, day, features);
    }

    static Snapshot closing(LocalDate day, Features features) {
        return snapshot(Kind.CLOSING, day, features);
    }

    static Snapshot snapshot(Kind kind, LocalDate day, Features features) {
        return Snapshot.newBuilder().setKind(kind).setAsOf(Dates.date(day)).setFeatures(features).build();
    }
}
