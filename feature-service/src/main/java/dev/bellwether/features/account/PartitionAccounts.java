package dev.bellwether.features.account;

import dev.bellwether.chassis.account.AccountKey;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The accounts of one partition.
public interface PartitionAccounts {

    /// Before the first of them.
    AccountKey BEFORE_ALL = new AccountKey("", "");

    /// The account, made when there is none yet.
    FoldedAccount account(AccountKey key);

    /// The tenants that have accounts evaluated on the day: known, not erased, in no unfinished backfill.
    Set<String> tenantsEvaluatedOn(int day);

    /// The first day of the [history][FoldedAccount#hasHistory] that the backfill has brought; `Days.NONE` for none.
    int firstDayOfHistory(String tenant, String backfill, int through);

    /// Visits the accounts of the selection that come after the key, by key, until the visitor has enough. What it
    /// changes is kept.
    ///
    /// @param visitor answers whether it takes another one
    /// @return the account at which the visitor had enough; empty when there are no more
    Optional<AccountKey> visit(Selection selection, AccountKey after, Predicate<FoldedAccount> visitor);
}
