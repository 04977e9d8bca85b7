package dev.bellwether.features.account;

import dev.bellwether.chassis.account.AccountKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Accounts in memory alone, folded from nothing.
public final class FreshAccounts implements Accounts {

    private final Map<AccountKey, Account> accounts = new HashMap<>();
    private final List<Account> byKey = new ArrayList<>();
    private final Set<AccountKey> failed = new HashSet<>();
    private boolean sorted = true;

    @Override
    public Account account(AccountKey key) {
        Account account = accounts.get(key);
        if (account == null) {
            account = Account.unknown(key);
            accounts.put(key, account);
            byKey.add(account);
            sorted = false;
        }
        return account;
    }

    @Override
    public Set<String> tenantsEvaluatedOn(int day) {
        Set<String> tenants = new HashSet<>();
        for (Account account : byKey) {
            if (account.isEvaluatedOn(day)) {
                tenants.add(account.key().tenant());
            }
        }
        return tenants;
    }

    @Override
    public void forEach(Set<String> tenants, Consumer<Account> visitor) {
        for (Account account : inOrder()) {
            if (tenants.contains(account.key().tenant()) && !failed.contains(account.key())) {
                visitor.accept(account);
            }
        }
    }

    /// By key.
    public List<Account> inOrder() {
        if (!sorted) {
            byKey.sort(Comparator.comparing(Account::key));
            sorted = true;
        }
        return byKey;
    }

    /// It cannot be processed; everybody else goes on.
    public void fail(AccountKey key) {
        failed.add(key);
    }

    public boolean hasFailed(AccountKey key) {
        return failed.contains(key);
    }
}
