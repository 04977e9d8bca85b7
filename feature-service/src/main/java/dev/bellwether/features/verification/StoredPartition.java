package dev.bellwether.features.verification;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.PartitionAccounts;
import dev.bellwether.features.storage.AccountPages;
import dev.bellwether.features.storage.PartitionTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is stored of a partition, looked at in one moment: how far it has been folded, and the digest of each account. Some
/// 250 bytes of memory an account, key included.
///
/// @param through the last inbound offset applied
/// @param erased  accounts that the journal may be about to forget
public record StoredPartition(long through, Map<AccountKey, byte[]> digests, ErasedAccounts erased) {

    private static final int PAGE = 1_000;

    /// @throws Refusal.FailedPrecondition when some accounts are closed at a marker and others not yet
    static StoredPartition read(Database database, int partition) {
        return database.inTransaction(sql -> {
            sql.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            if (PartitionTables.isHalfClosed(sql, partition)) {
                throw new Refusal.FailedPrecondition("partition " + partition
                        + " is in the middle of a closing: there is no place in the log that all its accounts stand at. Try again when it is through");
            }
            long through = PartitionTables.applied(sql, partition);
            Map<AccountKey, byte[]> digests = new HashMap<>();
            AccountKey after = PartitionAccounts.BEFORE_ALL;
            List<FoldedAccount> page;
            do {
                page = AccountPages.next(sql, partition, after, PAGE);
                for (FoldedAccount account : page) {
                    digests.put(account.key(), AccountDigest.of(account));
                    after = account.key();
                }
            } while (page.size() == PAGE);
            return new StoredPartition(through, digests, ErasedAccounts.load(sql, partition));
        });
    }
}
