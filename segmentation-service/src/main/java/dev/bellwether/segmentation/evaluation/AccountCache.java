package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is known of the accounts of one partition that have been heard of lately. Holds what a batch has come to back
/// until it is committed. Used by the partition's thread alone.
final class AccountCache {

    private final Map<AccountKey, EvaluatedAccount> committed;
    private final Map<AccountKey, EvaluatedAccount> pending = new HashMap<>();

    AccountCache(int capacity) {
        committed = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<AccountKey, EvaluatedAccount> eldest) {
                return size() > capacity;
            }
        };
    }

    Optional<EvaluatedAccount> get(AccountKey account) {
        return Optional.ofNullable(committed.get(account));
    }

    void put(AccountKey account, EvaluatedAccount known) {
        pending.put(account, known);
    }

    void keep() {
        committed.putAll(pending);
        pending.clear();
    }
}
