package dev.bellwether.chassis.log;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The floors of the topics that this service reads itself, from the offsets in its database, looked at every second. An offset that
/// is a second old is good enough: between the loss of a log and the first record in a new one more time passes, and a floor that is
/// too low only lets pass what lands above where the reader stood a second before.
public final class DatabaseFloors implements LogFloors, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DatabaseFloors.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final TopicFloor UNKNOWN =
            TopicFloor.closed("it is not known yet how far the log has been read, since the service is just starting");

    private final Database database;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Map<String, TopicFloor> floors;
    private Thread thread;

    public DatabaseFloors(Database database) {
        this.database = database;
    }

    /// Returns when the floors are known. Until then, nothing counts as read.
    public void start() {
        refresh();
        thread = Thread.ofVirtual().name("log-floors").start(this::run);
    }

    @Override
    public TopicFloor of(String topic) {
        Map<String, TopicFloor> known = floors;
        return known == null ? UNKNOWN : known.getOrDefault(topic, TopicFloor.NONE);
    }

    private void run() {
        boolean failing = false;
        try {
            while (!stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    refresh();
                    failing = false;
                } catch (RuntimeException failure) {
                    if (!failing) {
                        LOG.warnf("How far the log has been read is looked up again until it succeeds: %s", failure.getMessage());
                    }
                    failing = true;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks it up now.
    public void refresh() {
        floors = database.withConnection(DatabaseFloors::load);
    }

    private static Map<String, TopicFloor> load(Sql sql) {
        Map<String, long[]> next = new HashMap<>();
        for (Row row : sql.execute("SELECT topic, partition, next FROM log_offset")) {
            int partition = row.getInteger(1);
            long[] offsets = next.getOrDefault(row.getString(0), new long[0]);
            offsets = Arrays.copyOf(offsets, Math.max(offsets.length, partition + 1));
            offsets[partition] = row.getLong(2);
            next.put(row.getString(0), offsets);
        }
        Map<String, TopicFloor> floors = new HashMap<>();
        next.forEach((topic, offsets) -> floors.put(topic, TopicFloor.at(offsets)));
        return floors;
    }

    @Override
    public void close() {
        stopped.countDown();
        if (thread == null) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
