package dev.bellwether.chassis.erasure;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The erased accounts of one partition, in memory: 16 bytes each that count. Only the partition's owner adds to them, so
/// what it has loaded stays true until it loses the partition or a transaction; then it loads them again.
public final class ErasedAccounts {
    private static final String BURY = """
            INSERT INTO erased_account (fingerprint, log_partition, state, tenant, account) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (fingerprint) DO NOTHING""";

    private final int partition;
    private final Set<UUID> fingerprints = ConcurrentHashMap.newKeySet();

    private ErasedAccounts(int partition) {
        this.partition = partition;
    }

    public static ErasedAccounts load(Sql sql, int partition) {
        ErasedAccounts erased = new ErasedAccounts(partition);
        for (Row row : sql.execute("SELECT fingerprint FROM erased_account WHERE log_partition = $1", Tuple.of(partition))) {
            erased.fingerprints.add(row.getUUID(0));
        }
        return erased;
    }

    /// Checked for every record that arrives. Costs a hash; nothing while no account is erased.
    public boolean contains(AccountKey account) {
        return !fingerprints.isEmpty() && fingerprints.contains(Fingerprint.of(account).value());
    }

    public boolean isEmpty() {
        return fingerprints.isEmpty();
    }

    /// The account's data is deleted in this transaction, through [AccountData#delete].
    ///
    /// @return false when it was erased before
    public boolean erased(Sql transaction, AccountKey account) {
        return bury(transaction, account, false);
    }

    /// The account's data is deleted later, by the [Eraser]: something of it is still to be published.
    ///
    /// @return false when it was erased before
    public boolean erasing(Sql transaction, AccountKey account) {
        return bury(transaction, account, true);
    }

    private boolean bury(Sql transaction, AccountKey account, boolean later) {
        UUID fingerprint = Fingerprint.of(account).value();
        if (!fingerprints.add(fingerprint)) {
            return false;
        }
        transaction.update(BURY, Tuple.tuple()
                .addUUID(fingerprint)
                .addInteger(partition)
                .addString(later ? "ERASING" : "ERASED")
                .addString(later ? account.tenant() : null)
                .addString(later ? account.account() : null));
        return true;
    }
}
