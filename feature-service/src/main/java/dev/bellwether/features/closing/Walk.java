package dev.bellwether.features.closing;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.PartitionAccounts;
import dev.bellwether.features.account.Selection;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Goes through the accounts of a selection in as many turns as it takes. How far it has come is in memory alone.
final class Walk {

    private final PartitionAccounts accounts;
    private final Selection selection;
    private AccountKey reached = PartitionAccounts.BEFORE_ALL;

    Walk(PartitionAccounts accounts, Selection selection) {
        this.accounts = accounts;
        this.selection = selection;
    }

    /// Resumes where the last turn ended. A turn that fails has no effect.
    ///
    /// @param most    how much work the turn may be; the last account may exceed it
    /// @param visitor says how much work the account has been. To look at it counts as one at least
    /// @return whether all have been visited
    boolean goOn(int most, ToIntFunction<FoldedAccount> visitor) {
        int[] done = {0};
        Optional<AccountKey> stopped = accounts.visit(selection, reached, account -> {
            done[0] += Math.max(1, visitor.applyAsInt(account));
            return done[0] < most;
        });
        reached = stopped.orElse(reached);
        return stopped.isEmpty();
    }
}
