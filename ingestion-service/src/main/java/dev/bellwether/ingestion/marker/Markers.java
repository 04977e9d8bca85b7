package dev.bellwether.ingestion.marker;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.v1.LogEntry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Writes the markers to the log in their order, one after the other, each to all partitions.
///
/// A marker is sent only when all before it are noted as written, and noted only when every partition has it. So wherever
/// it comes to stand, they stand before it, and in every partition the markers appear first in the one order. That needs no
/// lock: who sends a marker late, having slept or lost its transaction, adds a repeat to what all partitions have, and
/// readers skip repeats. The lock spares such repeats where it can.
@ApplicationScoped
public class Markers {

    private static final Logger LOG = Logger.getLogger(Markers.class);

    private final Database database;
    private final MarkerLog log;
    private final InstantSource clock;
    private final List<MarkerWritten> listeners;
    // Threads of this replica wait here, not each with a connection of the pool.
    private final Lock writing = new ReentrantLock();

    public Markers(Database database, MarkerLog log, InstantSource clock, @All List<MarkerWritten> listeners) {
        this.database = database;
        this.log = log;
        this.clock = clock;
        this.listeners = listeners;
    }

    /// Returns when every marker whose place was committed before the call is in the log, whichever replica has written it.
    public void writeAll() {
        writing.lock();
        try {
            while (database.inTransaction(this::writeNext)) {
                // One transaction each, so that what is written is not written again.
            }
        } finally {
            writing.unlock();
        }
    }

    private boolean writeNext(Sql transaction) throws Exception {
        MarkerOrder.lock(transaction);
        Optional<MarkerOrder.Unwritten> next = MarkerOrder.firstUnwritten(transaction);
        if (next.isEmpty()) {
            return false;
        }
        LogEntry marker = LogEntry.parseFrom(next.get().payload());
        log.write(marker);
        // First the subject of the marker, then its place: the order in which appending locks them.
        listeners.forEach(listener -> listener.written(transaction, marker));
        MarkerOrder.written(transaction, next.get().sequence(), clock.instant());
        LOG.infof("Marker %s is in every partition of the log", next.get().identity());
        return true;
    }
}
