package dev.bellwether.features.account;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.state.Days;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Accounts in memory alone, folded from nothing.
public final class FreshAccounts implements PartitionAccounts {

    private final Map<AccountKey, FoldedAccount> accounts = new HashMap<>();
    private final List<FoldedAccount> byKey = new ArrayList<>();
    private final Set<AccountKey> failed = new HashSet<>();
    private boolean sorted = true;

    @Override
    public FoldedAccount account(AccountKey key) {
        FoldedAccount account = accounts.get(key);
        if (account == null) {
            account = FoldedAccount.unknown(key);
            accounts.put(key, account);
            byKey.add(account);
            sorted = false;
        }
        return account;
    }

    @Override
    public Set<String> tenantsEvaluatedOn(int day) {
        Set<String> tenants = new HashSet<>();
        for (FoldedAccount account : byKey) {
            if (account.isEvaluatedOn(day)) {
                tenants.add(account.key().tenant());
            }
        }
        return tenants;
    }

    @Override
    public int firstDayOfHistory(String tenant, String backfill, int through) {
        Selection brought = new Selection.InBackfill(tenant, backfill);
        return byKey.stream()
                .filter(account -> brought.includes(account) && !hasFailed(account.key()) && account.hasHistory(through))
                .mapToInt(account -> account.firstClosing(through))
                .min()
                .orElse(Days.NONE);
    }

    @Override
    public Optional<AccountKey> visit(Selection selection, AccountKey after, Predicate<FoldedAccount> visitor) {
        for (FoldedAccount account : inOrder()) {
            if (account.key().compareTo(after) > 0
                    && selection.includes(account)
                    && !hasFailed(account.key())
                    && !visitor.test(account)) {
                return Optional.of(account.key());
            }
        }
        return Optional.empty();
    }

    /// By key.
    public List<FoldedAccount> inOrder() {
        if (!sorted) {
            byKey.sort(Comparator.comparing(FoldedAccount::key));
            sorted = true;
        }
        return byKey;
    }

    /// It cannot be processed; all other accounts continue.
    public void fail(AccountKey key) {
        failed.add(key);
    }

    public boolean hasFailed(AccountKey key) {
        return failed.contains(key);
    }
}
