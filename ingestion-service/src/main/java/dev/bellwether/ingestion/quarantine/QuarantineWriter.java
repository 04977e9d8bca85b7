package dev.bellwether.ingestion.quarantine;

import dev.bellwether.chassis.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/// Keeps what the gateway rejects without slowing it: a bounded queue, emptied by one thread. Its sender has been told of
/// each rejection already, so what does not fit, or is waiting when the process dies, is only missing from the list.
@ApplicationScoped
public class QuarantineWriter {

    private static final Logger LOG = Logger.getLogger(QuarantineWriter.class);
    private static final int BATCH = 500;
    private static final Duration FORGETTING = Duration.ofHours(1);

    private final Quarantine quarantine;
    private final Database database;
    private final InstantSource clock;
    private final Duration keep;
    private final long mostBytes;
    private final BlockingQueue<Quarantined> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean open = true;
    private Thread thread;
    private Instant forgetAt = Instant.EPOCH;

    QuarantineWriter(Quarantine quarantine, Database database, InstantSource clock, QuarantineConfig config) {
        this.quarantine = quarantine;
        this.database = database;
        this.clock = clock;
        this.keep = config.keep();
        this.mostBytes = config.waitingBytes();
    }

    public void start() {
        thread = Thread.ofVirtual().name("quarantine").start(this::run);
    }

    /// Never waits.
    public void add(Quarantined event) {
        if (bytes.addAndGet(event.bytes()) > mostBytes) {
            bytes.addAndGet(-event.bytes());
            dropped.increment();
            quarantine.dropped(event);
        } else {
            waiting.add(event);
        }
    }

    public void stop() throws InterruptedException {
        open = false;
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        List<Quarantined> batch = new ArrayList<>(BATCH);
        while (open || !waiting.isEmpty()) {
            try {
                Quarantined first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, BATCH - 1);
                    keep(batch);
                }
                forgetOld();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException | Error failure) {
                LOG.warnf("%d rejected events are not kept: %s", (Integer) batch.size(), failure.getMessage());
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
            LOG.warnf("%d rejected events came faster than they could be kept; their senders have been told", (Long) missed);
        }
    }

    private void forgetOld() {
        Instant now = clock.instant();
        if (now.isAfter(forgetAt)) {
            forgetAt = now.plus(FORGETTING);
            database.withConnection(sql -> {
                Quarantine.forget(sql, now, keep);
                return null;
            });
        }
    }
}
