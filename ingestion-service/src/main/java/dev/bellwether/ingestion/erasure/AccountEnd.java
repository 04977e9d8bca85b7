package dev.bellwether.ingestion.erasure;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.sql.Sql;
import java.time.Instant;

/// What recording the end of an account does: nothing of it is recorded from here on, and the erasure is noted. What was
/// recorded is deleted afterwards, since that may take longer than its partition should wait.
public final class AccountEnd {

    private AccountEnd() {}

    /// @return false when it has been recorded before
    public static boolean record(Sql transaction, AccountKey account, ErasedAccounts erased, Instant at) {
        if (!erased.erasing(transaction, account)) {
            return false;
        }
        // The event's own reason may say anything, so it is not kept.
        ErasureTable.insert(transaction, Fingerprint.of(account), account.tenant(), "", at);
        return true;
    }
}
