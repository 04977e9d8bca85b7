package dev.bellwether.features.account;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.calculation.FeatureCalculation;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.References;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;

/// Works snapshots out and hands them on.
public final class Snapshots {

    /// Most snapshots in one message: history of a year and more must not make a message too large for the log.
    static final int PER_MESSAGE = 64;

    private final FeatureCalculation calculation = new FeatureCalculation();
    private final References references;
    private final SnapshotSink sink;

    public Snapshots(References references, SnapshotSink sink) {
        this.references = references;
        this.sink = sink;
    }

    /// What holds today, as far as the account's own entries tell. Nothing when its only facts are of tomorrow.
    public void live(FoldedAccount account, long offset, VisibleReferences knowledge) {
        int day = account.liveDay();
        if (account.isKnownOn(day)) {
            accept(account, offset, snapshot(account, Snapshot.Kind.LIVE, day, knowledge));
        }
    }

    public void closing(FoldedAccount account, long offset, int day, VisibleReferences knowledge) {
        accept(account, offset, snapshot(account, Snapshot.Kind.CLOSING, day, knowledge));
    }

    /// The days of a backfilled account, from its first.
    public void history(FoldedAccount account, long offset, int through, VisibleReferences knowledge) {
        AccountSnapshots.Builder message = message(account.key(), offset);
        for (int day = account.firstClosing(through); day <= through; day++) {
            Snapshot.Kind kind =
                    day == through ? Snapshot.Kind.BACKFILL_LAST_CLOSING : Snapshot.Kind.BACKFILL_CLOSING;
            message.addSnapshots(snapshot(account, kind, day, knowledge));
            if (message.getSnapshotsCount() == PER_MESSAGE || day == through) {
                sink.accept(account.key(), message.build());
                message.clearSnapshots();
            }
        }
    }

    public void erased(FoldedAccount account, long offset, int day) {
        accept(
                account,
                offset,
                Snapshot.newBuilder().setKind(Snapshot.Kind.ERASED).setAsOf(Days.date(day)).build());
    }

    private void accept(FoldedAccount account, long offset, Snapshot snapshot) {
        sink.accept(account.key(), message(account.key(), offset).addSnapshots(snapshot).build());
    }

    private static AccountSnapshots.Builder message(AccountKey account, long offset) {
        return AccountSnapshots.newBuilder()
                .setTenant(account.tenant())
                .setAccount(account.account())
                .setEventsOffset(offset);
    }

    private Snapshot snapshot(FoldedAccount account, Snapshot.Kind kind, int day, VisibleReferences knowledge) {
        return Snapshot.newBuilder()
                .setKind(kind)
                .setAsOf(Days.date(day))
                .setFeatures(features(account, day, knowledge))
                .build();
    }

    private Features features(FoldedAccount account, int day, VisibleReferences knowledge) {
        account.calculate(calculation, day);
        PeerReference peers =
                references.inForce(knowledge, account.key().tenant(), calculation.companyType(), day);
        return calculation.features(peers);
    }
}
