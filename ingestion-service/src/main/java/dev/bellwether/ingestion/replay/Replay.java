package dev.bellwether.ingestion.replay;

import com.google.protobuf.ByteString;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.journal.JournalPartitions;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads one partition of the journal in the order of the log, markers at their places, page by page.
@ApplicationScoped
public class Replay {

    private static final int PAGE = 1_000;

    private final Database database;

    Replay(Database database) {
        this.database = database;
    }

    /// A replay under way. Not for use by several threads.
    public final class Cursor {
        private final ReplayScope scope;
        private final long through;
        private final long completeThrough;
        private final Deque<ByteString> read = new ArrayDeque<>(PAGE);
        private long next;
        private boolean ended;

        private Cursor(ReplayScope scope, long through, long completeThrough) {
            this.scope = scope;
            this.through = through;
            this.completeThrough = completeThrough;
            this.next = scope.from();
        }

        public void forEach(Consumer<ReplayPartitionResponse> reader) {
            for (Optional<ReplayPartitionResponse> page = page(); page.isPresent(); page = page()) {
                reader.accept(page.get());
            }
        }

        /// Empty at the end.
        private Optional<ReplayPartitionResponse> page() {
            while (read.isEmpty() && next <= through) {
                database.withConnection(sql -> {
                    read(sql);
                    return null;
                });
            }
            if (!read.isEmpty()) {
                return Optional.of(ReplayPages.page(read));
            }
            if (ended) {
                return Optional.empty();
            }
            ended = true;
            return Optional.of(ReplayPartitionResponse.newBuilder().setCompleteThrough(completeThrough).build());
        }

        private void read(Sql sql) {
            RowSet<Row> facts = facts(sql);
            // Markers up to where these facts end; what is read next begins behind that.
            long end = through;
            if (facts.size() == PAGE) {
                for (Row fact : facts) {
                    end = fact.getLong(0);
                }
            }
            Deque<Row> markers = new ArrayDeque<>();
            sql.execute(
                    "SELECT log_offset, payload FROM marker WHERE log_partition = $1 AND log_offset BETWEEN $2 AND $3 ORDER BY log_offset",
                    Tuple.of(scope.partition(), next, end))
                    .forEach(markers::add);
            for (Row fact : facts) {
                while (!markers.isEmpty() && markers.peek().getLong(0) < fact.getLong(0)) {
                    read.add(entry(markers.remove()));
                }
                read.add(entry(fact));
            }
            for (Row marker : markers) {
                read.add(entry(marker));
            }
            next = end + 1;
        }

        private RowSet<Row> facts(Sql sql) {
            String facts = "SELECT log_offset, payload FROM " + JournalPartitions.table(scope.partition())
                    + " WHERE log_partition = $1 AND log_offset BETWEEN $2 AND $3";
            Tuple range = Tuple.of(scope.partition(), next, through);
            if (scope.account().isPresent()) {
                return sql.execute(facts + " AND tenant = $4 AND account = $5 ORDER BY log_offset LIMIT " + PAGE,
                        range.addString(scope.tenant().orElseThrow()).addString(scope.account().get()));
            }
            if (scope.tenant().isPresent()) {
                return sql.execute(facts + " AND tenant = $4 ORDER BY log_offset LIMIT " + PAGE, range.addString(scope.tenant().get()));
            }
            return sql.execute(facts + " ORDER BY log_offset LIMIT " + PAGE, range);
        }

        private static ByteString entry(Row row) {
            return ReplayPages.entry(row.getLong(0), row.getBuffer(1));
        }
    }

    public Cursor begin(ReplayScope scope) {
        // First of all: what is recorded before this offset is there for every read that follows.
        long recorded = offset(scope.partition()) - 1;
        long through = scope.through().orElseGet(() -> recorded(scope.partition()));
        return new Cursor(scope, through, scope.through().map(wanted -> Math.min(wanted, recorded)).orElse(recorded));
    }

    /// The next one to be recorded. The last entries of the journal do not tell: they may have been erased.
    private long offset(int partition) {
        return database.withConnection(new OffsetCheckpoint(Topics.INBOUND, partition)::load).orElse(0);
    }

    private long recorded(int partition) {
        return database.withConnection(sql -> sql.execute(
                "SELECT greatest((SELECT max(log_offset) FROM " + JournalPartitions.table(partition)
                        + " WHERE log_partition = $1), (SELECT max(log_offset) FROM marker WHERE log_partition = $1), -1)",
                Tuple.of(partition))
                .iterator()
                .next()
                .getLong(0));
    }
}
