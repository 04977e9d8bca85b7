package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.segmentation.evaluation.AccountStore.KnownAccount;
import dev.bellwether.segmentation.membership.RulesInForce;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Decides all accounts of a tenant in a partition again, by rules that have taken force: a page of them in each transaction. A page that
/// leaves more does not move the offset, and the next one follows at once. How far it has come is in memory only: after a failure it
/// begins again, and what was decided already is decided the same, from which nothing follows.
final class RulesTurn {

    private final int partition;
    private final AccountStore store;
    private final int atOnce;
    private Map<String, TakenForce> taken = Map.of();
    private boolean loaded;
    private long offset = -1;
    private String after = "";

    /// @param atOnce accounts in one transaction, at most
    RulesTurn(int partition, AccountStore store, int atOnce) {
        this.partition = partition;
        this.store = store;
        this.atOnce = atOnce;
    }

    /// What the partition's accounts of the tenant have been decided by again.
    TakenForce taken(String tenant, Sql transaction) {
        if (!loaded) {
            taken = TakenForceTable.of(transaction, partition);
            loaded = true;
        }
        return taken.getOrDefault(tenant, TakenForce.NONE);
    }

    /// @param evaluations to be stored
    /// @param isLast      whether the tenant's accounts are through with that, so that the notice is passed
    record Page(SortedMap<AccountKey, Evaluation> evaluations, boolean isLast) {}

    /// @param skipped accounts that are suspended or erased
    Page next(long noticeOffset, AccountSnapshots notice, RulesInForce rules, Predicate<AccountKey> skipped, Sql transaction) {
        if (offset != noticeOffset) {
            offset = noticeOffset;
            after = "";
        }
        String tenant = notice.getTenant();
        TakenForce before = taken(tenant, transaction);
        TakenForce force = TakenForce.on(Observations.firstDay(notice), tenant, rules, noticeOffset);
        if (force.revision() <= before.revision()) {
            return new Page(new TreeMap<>(), true);
        }
        SortedMap<AccountKey, KnownAccount> accounts = store.page(transaction, partition, tenant, after, atOnce);
        SortedMap<AccountKey, Evaluation> evaluations = new TreeMap<>();
        accounts.forEach((account, known) -> {
            if (!skipped.test(account)) {
                evaluations.put(account, decideAgain(account, known, rules, before, force.day()));
            }
        });
        boolean isLast = accounts.size() < atOnce;
        if (isLast) {
            taken(tenant, force, transaction);
        } else {
            after = accounts.lastKey().account();
        }
        return new Page(evaluations, isLast);
    }

    private static Evaluation decideAgain(
            AccountKey account, KnownAccount known, RulesInForce rules, TakenForce before, LocalDate day) {
        Evaluation evaluation = new Evaluation(account, known.known(), rules, before);
        try {
            evaluation.decideAgain(known.last(), day);
        } catch (RuntimeException failure) {
            throw new AccountProcessingException(account, failure.getMessage(), failure);
        }
        return evaluation;
    }

    private void taken(String tenant, TakenForce force, Sql transaction) {
        TakenForceTable.write(transaction, partition, tenant, force);
        Map<String, TakenForce> now = new TreeMap<>(taken);
        now.put(tenant, force);
        taken = now;
    }
}
