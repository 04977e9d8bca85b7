package dev.bellwether.features.account;

import dev.bellwether.chassis.account.AccountKey;
import java.util.Set;
import java.util.function.Consumer;

/// The accounts of one partition.
public interface Accounts {

    /// The account, made when there is none yet.
    Account account(AccountKey key);

    /// The tenants that have accounts evaluated on the day: known, not erased, in no unfinished backfill.
    Set<String> tenantsEvaluatedOn(int day);

    /// Visits all accounts of the tenants, by key. What the visitor changes is kept.
    void forEach(Set<String> tenants, Consumer<Account> visitor);
}
