package dev.bellwether.playbooks.verification;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import dev.bellwether.playbooks.recommendation.RecommendationTable;
import dev.bellwether.playbooks.trigger.ActedMembershipTable;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.VerifyRecommendationsResponse;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse.Standing;
import dev.bellwether.segmentation.v1.MembershipVerificationSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares the open recommendations of one partition with what its rebuilt memberships call for.
public final class RecommendationVerification {
    private static final int ACCOUNTS_AT_ONCE = 500;
    private static final int DIFFERENCES = 20;

    private final Database database;
    private final AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers;
    private final RecommendationTable table;
    private final ActedMembershipTable acted;
    private final PlaybookCatalog catalog;
    private final RebuiltMemberships memberships;

    public RecommendationVerification(
            Database database,
            AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers,
            RecommendationTable table,
            ActedMembershipTable acted,
            PlaybookCatalog catalog,
            RebuiltMemberships memberships) {
        this.database = database;
        this.ledgers = ledgers;
        this.table = table;
        this.acted = acted;
        this.catalog = catalog;
        this.memberships = memberships;
    }

    public VerifyRecommendationsResponse verify(int partition) {
        var run = new Run();
        var summary = MembershipVerificationSummary.getDefaultInstance();
        for (Iterator<RebuiltMembershipsPart> answers = memberships.of(partition); answers.hasNext();) {
            switch (answers.next()) {
                case RebuiltMembershipsPart.Standings(var standings) -> run.take(standings);
                case RebuiltMembershipsPart.Summary(var last) -> summary = last;
            }
        }
        run.flush();
        run.takeUnknown(database.withConnection(sql -> table.pendingOfPartition(sql, partition)));
        return run.response(summary);
    }

    private final class Run {
        private final Map<AccountKey, Standing> waiting = new HashMap<>();
        private final Set<AccountKey> known = new HashSet<>();
        private final List<String> differences = new ArrayList<>();
        private final ActionDigest digest = new ActionDigest();
        private long differing;

        void take(List<Standing> standings) {
            for (Standing standing : standings) {
                waiting.put(new AccountKey(standing.getTenant(), standing.getAccount()), standing);
                if (waiting.size() == ACCOUNTS_AT_ONCE) {
                    flush();
                }
            }
        }

        void flush() {
            if (waiting.isEmpty()) {
                return;
            }
            for (AccountCheck check : database.inTransaction(sql -> read(sql, waiting.keySet()))) {
                Standing standing = waiting.get(check.account());
                check.differences(standing.getSegment(), standing.getDecision().getFeatures(), catalog)
                        .forEach(this::differ);
                digest.add(check.folded(), standing);
            }
            known.addAll(waiting.keySet());
            waiting.clear();
        }

        void takeUnknown(List<Recommendation> pending) {
            for (Recommendation each : pending) {
                if (!known.contains(new AccountKey(each.getTenant(), each.getAccount()))) {
                    differ(each.getTenant() + "/" + each.getAccount() + ": has " + each.getPlaybook() + " "
                            + each.getStatus() + ", but segmentation does not know the account");
                }
            }
        }

        private void differ(String difference) {
            differing++;
            if (differences.size() < DIFFERENCES) {
                differences.add(difference);
            }
        }

        VerifyRecommendationsResponse response(MembershipVerificationSummary summary) {
            return VerifyRecommendationsResponse.newBuilder()
                    .setEvents(summary.getEvents())
                    .setAccounts(summary.getAccounts())
                    .setDifferingFeatures(summary.getDifferingFeatures())
                    .setFeatureDigest(summary.getFeatureDigest())
                    .setDifferingMemberships(summary.getDifferingAccounts())
                    .setMembershipDigest(summary.getDigest())
                    .setOpenRecommendations(digest.open())
                    .setDifferingActions(differing)
                    .setActionDigest(digest.value())
                    .addAllDifferences(summary.getFeatureDifferencesList())
                    .addAllDifferences(summary.getDifferencesList())
                    .addAllDifferences(differences)
                    .build();
        }
    }

    /// Of one moment, or a change in between would look like a difference.
    private List<AccountCheck> read(Sql sql, Set<AccountKey> accounts) {
        sql.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        var memberships = acted.load(sql, accounts);
        var rows = table.ofAccounts(sql, accounts);
        var current = ledgers.load(sql, accounts);
        var folded = ledgers.fold(sql, accounts);
        return accounts.stream()
                .map(account -> new AccountCheck(
                        account,
                        folded.get(account).state(),
                        current.get(account).state(),
                        rows.getOrDefault(account, List.of()),
                        Optional.ofNullable(memberships.get(account))))
                .toList();
    }
}
