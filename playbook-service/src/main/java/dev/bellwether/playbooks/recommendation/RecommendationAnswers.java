package dev.bellwether.playbooks.recommendation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.OptimisticTransaction;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.chassis.store.AppendMetadata;
import dev.bellwether.chassis.store.ConcurrentAppendException;
import dev.bellwether.playbooks.ledger.AnswerDecider;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.v1.Recommendation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Takes people's answers. An answer and a withdrawal at the same time leave one winner: the loser is decided again on what the
/// winner has left, and then refused or without effect.
public final class RecommendationAnswers {
    private final Database database;
    private final AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers;
    private final RecommendationTable table;
    private final Runnable afterCommit;

    /// @param afterCommit called when something may be there to publish
    public RecommendationAnswers(Database database, AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers,
            RecommendationTable table, Runnable afterCommit) {
        this.database = database;
        this.ledgers = ledgers;
        this.table = table;
        this.afterCommit = afterCommit;
    }

    /// @return the recommendation after the answer
    /// @throws Refusal when there is none of that id, or it does not take the answer
    public Recommendation take(String tenant, LedgerCommand.Answer answer) {
        try {
            Recommendation after = OptimisticTransaction.run(database, sql -> takeOnce(sql, tenant, answer));
            afterCommit.run();
            return after;
        } catch (ConcurrentAppendException lost) {
            throw new Refusal.Overloaded("The account changes too fast to answer.", Duration.ofSeconds(1));
        }
    }

    private Recommendation takeOnce(Sql sql, String tenant, LedgerCommand.Answer answer) {
        UUID id = answer.recommendation();
        Recommendation row = table.find(sql, tenant, id)
                .orElseThrow(() -> new Refusal.NotFound(
                        RecommendationMessages.name(tenant, id),
                        "There is no recommendation " + RecommendationMessages.name(tenant, id) + "."));
        AccountKey account = new AccountKey(tenant, row.getAccount());
        var ledger = ledgers.load(sql, List.of(account)).get(account);
        if (ledger.state().find(id).isEmpty()) {
            // The ledger has come to a newer one of the playbook: this one is closed, and takes its own answer again only.
            AnswerDecider.decide(answer, RecommendationMessages.read(row));
            return row;
        }
        ledger.execute(answer);
        ledgers.save(sql, List.of(ledger), new AppendMetadata(answer.at()));
        return RecommendationMessages.write(account, ledger.state().find(id).orElseThrow());
    }
}
