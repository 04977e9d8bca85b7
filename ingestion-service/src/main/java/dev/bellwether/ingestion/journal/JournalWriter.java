package dev.bellwether.ingestion.journal;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Writes to the journal. The primary key is the deduplication: what is there already is not inserted.
public final class JournalWriter {

    private JournalWriter() {}

    /// What of a batch is new.
    ///
    /// @param offsets of the new ones, ascending
    /// @param differing facts whose identity is recorded with other content: not recorded
    public record Recorded(long[] offsets, List<LogRecord.Fact> differing) {
        public boolean isNew(LogRecord record) {
            return Arrays.binarySearch(offsets, record.offset()) >= 0;
        }
    }

    /// Of facts with one identity the first is recorded, within the batch too.
    public static Recorded record(Sql sql, int partition, List<LogRecord.Fact> facts) {
        if (facts.isEmpty()) {
            return new Recorded(new long[0], List.of());
        }
        long[] inserted = insert(sql, partition, facts);
        if (inserted.length == facts.size()) {
            return new Recorded(inserted, List.of());
        }
        return new Recorded(inserted, differing(sql, partition, facts, inserted));
    }

    /// @return whether it is new
    public static boolean record(Sql sql, int partition, LogRecord.Marker marker) {
        return sql.update(
                """
                INSERT INTO marker (log_partition, log_offset, identity, payload) VALUES ($1, $2, $3, $4)
                ON CONFLICT DO NOTHING""",
                Tuple.of(partition, marker.offset(), marker.identity(), Buffer.buffer(marker.value()))) == 1;
    }

    private static long[] insert(Sql sql, int partition, List<LogRecord.Fact> facts) {
        int size = facts.size();
        String[] tenants = new String[size];
        String[] accounts = new String[size];
        UUID[] identities = new UUID[size];
        Long[] offsets = new Long[size];
        OffsetDateTime[] times = new OffsetDateTime[size];
        Long[] hashes = new Long[size];
        Buffer[] payloads = new Buffer[size];
        for (int i = 0; i < size; i++) {
            LogRecord.Fact fact = facts.get(i);
            tenants[i] = fact.tenant();
            accounts[i] = fact.account();
            identities[i] = fact.identity();
            offsets[i] = fact.offset();
            times[i] = fact.occurredAt().atOffset(ZoneOffset.UTC);
            hashes[i] = fact.contentHash();
            payloads[i] = Buffer.buffer(fact.value());
        }
        RowSet<Row> rows = sql.execute(
                "INSERT INTO " + JournalPartitions.table(partition)
                        + " (log_partition, tenant, account, identity, log_offset, occurred_at, content_hash, payload) SELECT "
                        + partition
                        + """
                        , * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::timestamptz[], $6::bigint[], $7::bytea[])
                        ON CONFLICT DO NOTHING RETURNING log_offset""",
                Tuple.of(tenants, accounts, identities, offsets, times, hashes).addValue(payloads));
        long[] inserted = new long[rows.size()];
        int next = 0;
        for (Row row : rows) {
            inserted[next++] = row.getLong(0);
        }
        Arrays.sort(inserted);
        return inserted;
    }

    private static List<LogRecord.Fact> differing(Sql sql, int partition, List<LogRecord.Fact> facts, long[] inserted) {
        List<LogRecord.Fact> repeats = facts.stream().filter(fact -> Arrays.binarySearch(inserted, fact.offset()) < 0).toList();
        RowSet<Row> rows = sql.execute(
                """
                SELECT repeat.position
                FROM unnest($1::uuid[], $2::bigint[]) WITH ORDINALITY AS repeat (identity, content_hash, position)
                JOIN\s""" + JournalPartitions.table(partition)
                        + " j USING (identity) WHERE j.content_hash <> repeat.content_hash ORDER BY repeat.position",
                Tuple.tuple()
                        .addArrayOfUUID(repeats.stream().map(LogRecord.Fact::identity).toArray(UUID[]::new))
                        .addArrayOfLong(repeats.stream().map(LogRecord.Fact::contentHash).toArray(Long[]::new)));
        List<LogRecord.Fact> differing = new ArrayList<>(rows.size());
        for (Row row : rows) {
            differing.add(repeats.get(Math.toIntExact(row.getLong(0)) - 1));
        }
        return differing;
    }
}
