package dev.bellwether.features.storage;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.PartitionAccounts;
import dev.bellwether.features.account.Selection;
import dev.bellwether.features.state.AccountState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The accounts of one partition in the database, those used last kept in memory. For one thread at a time.
public final class StoredAccounts implements PartitionAccounts {

    private static final int PAGE = 100;

    private final int partition;
    private final String topic;
    private final int capacity;
    private final ErasedAccounts erased;
    private final Map<AccountKey, FoldedAccount> cached = new LinkedHashMap<>(256, 0.75f, true);
    private final Set<FoldedAccount> inBatch = new LinkedHashSet<>();
    /// The months in memory, or more: counting them would be too much for every batch.
    private int atMost;
    private Sql sql;

    /// @param topic    whose suspended accounts are left out of closings
    /// @param capacity months of accounts kept in memory between batches
    /// @param erased   of this partition
    public StoredAccounts(int partition, String topic, int capacity, ErasedAccounts erased) {
        this.partition = partition;
        this.topic = topic;
        this.capacity = capacity;
        this.erased = erased;
    }

    /// A batch begins: everything up to [#write] happens on this connection.
    public void use(Sql transaction) {
        sql = transaction;
        inBatch.clear();
    }

    /// Loads those that are not in memory, all at once.
    public void load(Collection<AccountKey> keys) {
        List<AccountKey> missing = new ArrayList<>();
        for (AccountKey key : keys) {
            if (!cached.containsKey(key) && !isErased(key)) {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            AccountTables.load(sql, partition, missing).forEach(account -> {
                cached.put(account.key(), account);
                atMost += months(account);
            });
        }
    }

    /// Those that are about to be erased: their rows alone, since what cannot be read any more can be erased all the same.
    public void loadForErasure(Collection<AccountKey> keys) {
        for (AccountKey key : keys) {
            if (!isErased(key)) {
                cached.put(key, new FoldedAccount(key, AccountTables.row(sql, partition, key), new AccountState()));
            }
        }
    }

    private boolean isErased(AccountKey key) {
        if (!erased.contains(key)) {
            return false;
        }
        cached.put(key, FoldedAccount.erased(key));
        return true;
    }

    @Override
    public FoldedAccount account(AccountKey key) {
        FoldedAccount account = cached.computeIfAbsent(key, FoldedAccount::unknown);
        inBatch.add(account);
        // A fact adds a month at most.
        atMost++;
        return account;
    }

    @Override
    public Set<String> tenantsEvaluatedOn(int day) {
        return AccountTables.tenantsEvaluatedOn(sql, partition, day);
    }

    @Override
    public int firstDayOfHistory(String tenant, String backfill, int through) {
        return AccountPages.firstDayOfHistory(sql, partition, topic, tenant, backfill, through);
    }

    /// Page by page, bypassing the cache, which is emptied: visiting every account would only evict those in use.
    @Override
    public Optional<AccountKey> visit(Selection selection, AccountKey after, Predicate<FoldedAccount> visitor) {
        cached.clear();
        atMost = 0;
        AccountKey reached = after;
        while (true) {
            List<FoldedAccount> page = AccountPages.next(sql, partition, topic, selection, reached, PAGE);
            int visited = 0;
            boolean goesOn = true;
            while (goesOn && visited < page.size()) {
                goesOn = visitor.test(page.get(visited++));
            }
            AccountTables.write(sql, partition, page.subList(0, visited));
            if (!goesOn) {
                return Optional.of(page.get(visited - 1).key());
            }
            if (page.size() < PAGE) {
                return Optional.empty();
            }
            reached = page.getLast().key();
        }
    }

    /// Writes what the batch has changed.
    public void write() {
        List<FoldedAccount> ended = inBatch.stream().filter(account -> account.row().erased()).toList();
        for (FoldedAccount account : ended) {
            if (erased.erased(sql, account.key())) {
                FeatureData.delete(sql, partition, account.key());
            }
            account.stored();
            inBatch.remove(account);
        }
        AccountTables.write(sql, partition, inBatch);
        inBatch.clear();
    }

    /// The batch is committed: memory may shrink again.
    public void evict() {
        if (atMost <= capacity) {
            return;
        }
        atMost = cached.values().stream().mapToInt(StoredAccounts::months).sum();
        Iterator<FoldedAccount> eldest = cached.values().iterator();
        while (atMost > capacity) {
            atMost -= months(eldest.next());
            eldest.remove();
        }
    }

    /// An account that has none takes room, too.
    private static int months(FoldedAccount account) {
        return Math.max(1, account.state().size());
    }
}
