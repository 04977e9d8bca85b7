package dev.bellwether.features.refold;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.features.account.Account;
import dev.bellwether.features.storage.AccountTables;
import dev.bellwether.features.storage.PartitionTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is stored of a partition, looked at in one moment: how far it has been folded, and the digest of each account.
///
/// @param through the last inbound offset applied
record StoredPartition(long through, Map<AccountKey, byte[]> digests) {

    private static final int PAGE = 1_000;
    /// No topic: suspended accounts are compared like all others.
    private static final String NO_TOPIC = "";

    static StoredPartition read(Database database, int partition) {
        return database.inTransaction(sql -> {
            sql.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            long through = PartitionTables.applied(sql, partition);
            Map<AccountKey, byte[]> digests = new HashMap<>();
            AccountKey after = new AccountKey("", "");
            List<Account> page;
            do {
                page = AccountTables.page(sql, partition, null, after, PAGE, NO_TOPIC);
                for (Account account : page) {
                    digests.put(account.key(), AccountDigest.of(account));
                    after = account.key();
                }
            } while (page.size() == PAGE);
            return new StoredPartition(through, digests);
        });
    }
}
