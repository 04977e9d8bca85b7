package dev.bellwether.ingestion.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.journal.JournalPartitions;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse.Entry;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Reads one partition of the journal in the order of the log, markers at their places, page by page.
@ApplicationScoped
public class Replay {

    static final int PAGE = 1_000;

    private final Database database;

    Replay(Database database) {
        this.database = database;
    }

    /// A replay under way. Not for use by several threads.
    public final class Cursor {
        private final ReplayScope scope;
        private final long through;
        private long next;

        private Cursor(ReplayScope scope, long through) {
            this.scope = scope;
            this.through = through;
            this.next = scope.from();
        }

        /// Empty at the end.
        public Optional<ReplayPartitionResponse> page() {
            while (next <= through) {
                ReplayPartitionResponse page = database.withConnection(sql -> page(sql));
                if (page.getEntriesCount() > 0) {
                    return Optional.of(page);
                }
            }
            return Optional.empty();
        }

        private ReplayPartitionResponse page(Sql sql) throws InvalidProtocolBufferException {
            RowSet<Row> facts = facts(sql);
            // Markers up to where this page's facts end; the page after begins behind that.
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
            ReplayPartitionResponse.Builder page = ReplayPartitionResponse.newBuilder();
            for (Row fact : facts) {
                while (!markers.isEmpty() && markers.peek().getLong(0) < fact.getLong(0)) {
                    page.addEntries(entry(markers.remove()));
                }
                page.addEntries(entry(fact));
            }
            for (Row marker : markers) {
                page.addEntries(entry(marker));
            }
            next = end + 1;
            return page.build();
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

        private static Entry entry(Row row) throws InvalidProtocolBufferException {
            return Entry.newBuilder().setLogOffset(row.getLong(0)).setEntry(LogEntry.parseFrom(row.getBuffer(1).getBytes())).build();
        }
    }

    public Cursor begin(ReplayScope scope) {
        return new Cursor(scope, scope.through().orElseGet(() -> recorded(scope.partition())));
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
