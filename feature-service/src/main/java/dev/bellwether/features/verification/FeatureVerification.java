package dev.bellwether.features.verification;

import com.google.protobuf.ByteString;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.FreshAccounts;
import dev.bellwether.features.account.SnapshotSink;
import dev.bellwether.features.closing.Outcome;
import dev.bellwether.features.fold.PartitionFolder;
import dev.bellwether.features.journal.JournalReader;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.storage.AccountTables;
import dev.bellwether.features.storage.PeerTables;
import dev.bellwether.features.storage.ReferenceMemory;
import dev.bellwether.features.storage.StoredReferences;
import dev.bellwether.features.v1.FeatureVerificationSummary;
import dev.bellwether.ingestion.v1.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Folds one partition of the journal from nothing, with the code that folds it every day, and compares.
///
/// All accounts of the partition are in memory until the end, with the digests of those stored: some 2 KB for each month
/// in which an account has done something, so 1.2 GB for a twelfth of 1,000,000 accounts that are half a year old. Partitions
/// are rebuilt one after the other where that is too much at once; a larger installation has more of them.
@ApplicationScoped
public class FeatureVerification {

    private static final int REMEMBERED_REFERENCES = 256;
    /// Registering, contributing and closing are three steps; more would be an endless loop.
    private static final int STEPS_AT_A_MARKER = 5;

    private final Database database;
    private final JournalReader journal;

    FeatureVerification(Database database, JournalReader journal) {
        this.database = database;
        this.journal = journal;
    }

    /// @param sink takes every snapshot that comes out
    public FeatureVerificationSummary partition(int partition, SnapshotSink sink) {
        StoredPartition stored = StoredPartition.read(database, partition);
        return database.withConnection(sql -> {
            Differences differences = new Differences();
            FreshAccounts accounts = new FreshAccounts();
            PartitionFolder folder = new PartitionFolder(
                    accounts,
                    new StoredReferences(new ReferenceMemory(REMEMBERED_REFERENCES)).use(sql),
                    new RebuildCoordination(sql, partition, differences),
                    sink,
                    VisibleReferences.NOTHING);
            long[] events = {0};
            if (stored.through() >= 0) {
                journal.replay(partition, stored.through(), Optional.empty(), (offset, entry) -> {
                    events[0] += entry.hasEvent() ? 1 : 0;
                    if (!entry.hasEvent() || !stored.erased().contains(account(entry))) {
                        take(folder, accounts, offset, entry);
                    }
                });
            }
            folder.settle();
            byte[] digest = compare(sql, partition, stored, accounts, differences);
            if (partition == 0) {
                PeerTables.forEachUnfounded(sql, differences::add);
            }
            return FeatureVerificationSummary.newBuilder()
                    .setThroughOffset(stored.through())
                    .setEvents(events[0])
                    .setAccounts(accounts.inOrder().size())
                    .setDifferingAccounts(differences.count())
                    .addAllDifferences(differences.told())
                    .setDigest(ByteString.copyFrom(digest))
                    .build();
        });
    }

    private static void take(PartitionFolder folder, FreshAccounts accounts, long offset, LogEntry entry) {
        if (PartitionFolder.isMarker(entry)) {
            boolean closed = false;
            while (!closed) {
                try {
                    marker(folder, offset, entry);
                    closed = true;
                } catch (AccountProcessingException failure) {
                    accounts.fail(failure.account());
                }
            }
        } else if (!accounts.hasFailed(account(entry))) {
            try {
                folder.fact(offset, entry);
            } catch (AccountProcessingException failure) {
                accounts.fail(failure.account());
            }
        }
    }

    private static AccountKey account(LogEntry entry) {
        return new AccountKey(entry.getEvent().getTenant(), entry.getEvent().getAccount());
    }

    static void marker(PartitionFolder folder, long offset, LogEntry entry) {
        for (int step = 0; step < STEPS_AT_A_MARKER; step++) {
            if (folder.marker(offset, entry) == Outcome.CLOSED) {
                return;
            }
        }
        throw new IllegalStateException("the marker at offset " + offset + " does not come to an end");
    }

    private static byte[] compare(
            Sql sql, int partition, StoredPartition stored, FreshAccounts accounts, Differences differences) {
        MessageDigest all = AccountDigest.sha256();
        Map<AccountKey, byte[]> left = new HashMap<>(stored.digests());
        for (FoldedAccount account : accounts.inOrder()) {
            byte[] digest = AccountDigest.of(account);
            all.update(digest);
            byte[] storedDigest = left.remove(account.key());
            if (storedDigest == null) {
                differences.add(account.key() + ": is not stored");
            } else if (!Arrays.equals(storedDigest, digest)) {
                String what = AccountTables.find(sql, partition, account.key())
                        .map(found -> AccountDifference.between(found, account))
                        .orElse("is no longer stored");
                differences.add(account.key() + ": " + what);
            }
        }
        left.keySet().stream().sorted().forEach(key -> differences.add(key + ": is stored, and not in the journal"));
        return all.digest();
    }
}
