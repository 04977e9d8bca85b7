package dev.bellwether.ingestion.quarantine;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.work.PeriodicWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/// Keeps what the gateway rejects without slowing it: a bounded queue, emptied by one thread. Its sender has been notified of
/// each rejection already, so what does not fit, or is waiting when the process dies, is only missing from the list.
@ApplicationScoped
public class QuarantineWriter {

    private static final Logger LOG = Logger.getLogger(QuarantineWriter.class);
    private static final int BATCH = 500;
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration FORGETTING = Duration.ofHours(1);

    private final Quarantine quarantine;
    private final Database database;
    private final long mostBytes;
    private final Queue<Quarantined> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private final PeriodicWork keeping;
    private final PeriodicWork forgetting;

    QuarantineWriter(Quarantine quarantine, Database database, InstantSource clock, QuarantineConfig config) {
        this.quarantine = quarantine;
        this.database = database;
        this.mostBytes = config.waitingBytes();
        this.keeping = PeriodicWork.every(INTERVAL, "quarantine", "Keeping rejected events", this::keepWaiting).alsoAtStop();
        this.forgetting = PeriodicWork.every(FORGETTING, "quarantine-forgetting", "Forgetting old rejected events",
                () -> database.withConnection(sql -> {
                    Quarantine.forget(sql, clock.instant(), config.keep());
                    return null;
                }));
    }

    public void start() {
        forgetting.start();
        keeping.start();
    }

    /// Never waits.
    public void add(Quarantined event) {
        if (bytes.addAndGet(event.bytes()) > mostBytes) {
            bytes.addAndGet(-event.bytes());
            dropped.increment();
            quarantine.dropped(event);
        } else {
            waiting.add(event);
            keeping.wake();
        }
    }

    /// What is waiting is kept, if that is done within a few seconds.
    public void stop() {
        forgetting.stop();
        keeping.stop();
    }

    private void keepWaiting() {
        List<Quarantined> batch = new ArrayList<>(BATCH);
        while (true) {
            while (batch.size() < BATCH && waiting.peek() != null) {
                batch.add(waiting.remove());
            }
            if (batch.isEmpty()) {
                return;
            }
            try {
                keep(batch);
            } catch (RuntimeException | Error failure) {
                dropped.add(batch.size());
                throw failure;
            } finally {
                batch.forEach(event -> bytes.addAndGet(-event.bytes()));
                batch.clear();
            }
        }
    }

    private void keep(List<Quarantined> batch) {
        database.inTransaction(sql -> {
            quarantine.add(sql, batch);
            return null;
        });
        long missed = dropped.sumThenReset();
        if (missed > 0) {
            LOG.warnf("%d rejected events could not be kept; their senders have been told", (Long) missed);
        }
    }
}
