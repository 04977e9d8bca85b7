package dev.bellwether.playbooks.expiry;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.ConcurrentAppendException;
import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.recommendation.Ledgers;
import dev.bellwether.playbooks.recommendation.OpenLedger;
import dev.bellwether.playbooks.recommendation.RecommendationTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import org.jboss.logging.Logger;

/// Lets recommendations expire, and snoozed ones come back, when their time has come. Every replica sweeps; two that meet
/// on an account leave one winner, and the other finds nothing left to do.
public final class ExpirySweeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ExpirySweeper.class);

    private final Database database;
    private final Ledgers ledgers;
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
            Ledgers ledgers,
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
        while (true) {
            Instant now = clock.instant();
            try {
                return database.inTransaction(sql -> sweepOnce(sql, now));
            } catch (ConcurrentAppendException lost) {
                LOG.debug("Somebody else has changed an account that is due; looking again");
            }
        }
    }

    private int sweepOnce(Sql sql, Instant now) {
        Set<AccountKey> due = table.due(sql, now, batch);
        if (due.isEmpty()) {
            return 0;
        }
        Collection<OpenLedger> open = ledgers.load(sql, due).values();
        int before = open.stream().mapToInt(each -> (int) each.ledger().version()).sum();
        open.forEach(each -> each.take(new LedgerCommand.TimePassed(now)));
        int after = open.stream().mapToInt(each -> (int) each.ledger().version()).sum();
        ledgers.save(sql, open);
        return after - before;
    }

    @Override
    public void close() {
        work.stop();
    }
}
