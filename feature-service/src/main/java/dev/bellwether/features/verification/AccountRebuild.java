package dev.bellwether.features.verification;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.account.AccountRow;
import dev.bellwether.features.account.FreshAccounts;
import dev.bellwether.features.account.SnapshotSink;
import dev.bellwether.features.consumption.Cause;
import dev.bellwether.features.consumption.SnapshotPublisher;
import dev.bellwether.features.fold.PartitionFolder;
import dev.bellwether.features.journal.JournalReader;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.storage.AccountTables;
import dev.bellwether.features.storage.PartitionTables;
import dev.bellwether.features.storage.ReferenceMemory;
import dev.bellwether.features.storage.StoredReferences;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Folds one account from the journal: to take it up again after it was suspended, here (what comes out is stored, and the closings
/// that it has missed are published) or in a service that reads `features`.
@ApplicationScoped
public class AccountRebuild {

    private final JournalReader journal;
    private final SnapshotPublisher publisher;

    AccountRebuild(JournalReader journal, SnapshotPublisher publisher) {
        this.journal = journal;
        this.publisher = publisher;
    }

    /// The partition must stand still until the transaction ends.
    ///
    /// @throws dev.bellwether.chassis.account.AccountProcessingException when it cannot be processed still
    public void rebuild(AccountKey key, int partition, Sql transaction) {
        long through = PartitionTables.applied(transaction, partition);
        if (through < 0) {
            return;
        }
        AccountRow stored = AccountTables.row(transaction, partition, key);
        FreshAccounts accounts =
                fold(key, partition, through, transaction, (account, snapshots) -> publish(partition, account, missed(snapshots, stored)));
        AccountTables.replace(transaction, partition, accounts.account(key));
        publisher.flush();
    }

    /// Hands over every snapshot that comes out of the account's facts, and changes nothing.
    ///
    /// @throws dev.bellwether.chassis.account.AccountProcessingException when it cannot be processed
    public void snapshots(AccountKey key, int partition, Sql sql, SnapshotSink sink) {
        long through = PartitionTables.applied(sql, partition);
        if (through >= 0 && !ErasedAccounts.load(sql, partition).contains(key)) {
            fold(key, partition, through, sql, sink);
        }
    }

    private FreshAccounts fold(AccountKey key, int partition, long through, Sql sql, SnapshotSink sink) {
        FreshAccounts accounts = new FreshAccounts();
        PartitionFolder folder = new PartitionFolder(
                accounts,
                new StoredReferences(new ReferenceMemory(16)).use(sql),
                // One account alone contributes nothing that could be compared.
                new RebuildCoordination(sql, partition, new Differences()),
                sink,
                VisibleReferences.NOTHING.having(key.tenant()));
        journal.replay(partition, through, Optional.of(key), (offset, entry) -> {
            if (PartitionFolder.isMarker(entry)) {
                FeatureVerification.marker(folder, offset, entry);
            } else {
                folder.fact(offset, entry);
            }
        });
        folder.settle();
        return accounts;
    }

    private static AccountSnapshots missed(AccountSnapshots snapshots, AccountRow stored) {
        List<Snapshot> missed = snapshots.getSnapshotsList().stream()
                .filter(snapshot -> snapshot.getKind() == Snapshot.Kind.LIVE
                        || snapshot.getKind() == Snapshot.Kind.ERASED
                        || Days.of(snapshot.getAsOf()) > stored.lastClosedDay())
                .toList();
        return snapshots.toBuilder().clearSnapshots().addAllSnapshots(missed).build();
    }

    private void publish(int partition, AccountKey account, AccountSnapshots snapshots) {
        if (snapshots.getSnapshotsCount() > 0) {
            publisher.publish(partition, account, snapshots, Cause.NONE);
        }
    }
}
