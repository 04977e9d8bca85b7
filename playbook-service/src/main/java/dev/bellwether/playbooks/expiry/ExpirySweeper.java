package dev.bellwether.playbooks.expiry;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.OptimisticTransaction;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.chassis.store.AppendMetadata;
import dev.bellwether.chassis.store.ConcurrentAppendException;
import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.recommendation.RecommendationTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jboss.logging.Logger;

/// Lets recommendations expire, and snoozed ones come back, when their time has come. Every replica sweeps; two that meet
/// on an account leave one winner, and the other finds nothing left to do.
public final class ExpirySweeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ExpirySweeper.class);

    private final Database database;
    private final AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers;
    private final RecommendationTable table;
    private final InstantSource clock;
    private final Runnable afterCommit;
    private final int batch;
    private final PeriodicWork work;

    /// @param interval    between two sweeps
    /// @param batch       most accounts in a transaction
    /// @param afterCommit called when something may be there to publish
    public ExpirySweeper(
            Database database,
            AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers,
            RecommendationTable table,
            InstantSource clock,
            Duration interval,
            int batch,
            Runnable afterCommit) {
        this.database = database;
        this.ledgers = ledgers;
        this.table = table;
        this.clock = clock;
        this.batch = batch;
        this.afterCommit = afterCommit;
        this.work = PeriodicWork.every(interval, "expiry", "Expiring recommendations", this::sweep);
    }

    /// Sweeps again and again until closed.
    public void start() {
        work.start();
    }

    /// Does all that is due now.
    ///
    /// @return changes made
    public int sweep() {
        int changes = 0;
        while (!work.isStopping()) {
            int swept = sweepBatch();
            if (swept == 0) {
                break;
            }
            changes += swept;
            afterCommit.run();
        }
        return changes;
    }

    private int sweepBatch() {
        Instant now = clock.instant();
        try {
            return OptimisticTransaction.run(database, sql -> sweepOnce(sql, now));
        } catch (ConcurrentAppendException lost) {
            LOG.debug("Accounts that are due change faster than they can be swept; the next sweep comes back to them");
            return 0;
        }
    }

    private int sweepOnce(Sql sql, Instant now) {
        Set<AccountKey> due = table.due(sql, now, batch);
        if (due.isEmpty()) {
            return 0;
        }
        var open = ledgers.load(sql, due).values();
        open.forEach(each -> each.execute(new LedgerCommand.TimePassed(now)));
        ledgers.save(sql, open, new AppendMetadata(now));
        return open.stream().mapToInt(each -> each.changes().size()).sum();
    }

    @Override
    public void close() {
        work.stop();
    }
}
