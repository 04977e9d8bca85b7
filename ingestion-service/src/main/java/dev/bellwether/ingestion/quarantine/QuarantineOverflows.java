package dev.bellwether.ingestion.quarantine;

import dev.bellwether.chassis.logs.LogContext;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.quarantine.Quarantine.Counted;
import dev.bellwether.ingestion.v1.QuarantineOverflow;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jboss.logging.Logger;

/// The table `quarantine_overflow`: rejections that are counted and not kept.
final class QuarantineOverflows {

    private static final Logger LOG = Logger.getLogger(QuarantineOverflows.class);

    private QuarantineOverflows() {}

    static void add(Sql sql, SortedMap<QuarantineBounds.Sender, Counted> beyond) {
        if (beyond.isEmpty()) {
            return;
        }
        List<QuarantineBounds.Sender> senders = List.copyOf(beyond.keySet());
        List<Counted> counts = List.copyOf(beyond.values());
        for (Row row : sql.execute(
                """
                INSERT INTO quarantine_overflow AS kept (tenant, source, not_kept, first_seen_at, last_seen_at)
                SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
                ON CONFLICT (tenant, source) DO UPDATE SET
                  not_kept = kept.not_kept + excluded.not_kept,
                  last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at)
                RETURNING tenant, source, xmax = 0""",
                Tuple.from(List.of(
                        senders.stream().map(QuarantineBounds.Sender::tenant).toArray(String[]::new),
                        senders.stream().map(QuarantineBounds.Sender::source).toArray(String[]::new),
                        counts.stream().map(Counted::occurrences).toArray(Long[]::new),
                        counts.stream().map(count -> count.first().seenAt().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new),
                        counts.stream().map(count -> count.lastSeenAt().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new))))) {
            // A new row: a flood is logged once, not with each of its batches.
            if (row.getBoolean(2)) {
                try (var _ = LogContext.of(row.getString(0))) {
                    LOG.warnf("The quarantine of tenant %s is full for %s: what else is rejected is only counted from here on",
                            row.getString(0),
                            row.getString(1).isEmpty() ? "all its sources together" : "source " + row.getString(1));
                }
            }
        }
    }

    static List<QuarantineOverflow> of(Sql sql, String tenant) {
        List<QuarantineOverflow> overflows = new ArrayList<>();
        for (Row row : sql.execute(
                "SELECT source, not_kept, first_seen_at, last_seen_at FROM quarantine_overflow WHERE tenant = $1 ORDER BY source",
                Tuple.of(tenant))) {
            overflows.add(QuarantineOverflow.newBuilder()
                    .setSource(row.getString(0))
                    .setNotKept(row.getLong(1))
                    .setFirstSeenAt(Dates.timestamp(row.getOffsetDateTime(2).toInstant()))
                    .setLastSeenAt(Dates.timestamp(row.getOffsetDateTime(3).toInstant()))
                    .build());
        }
        return overflows;
    }

    static void forget(Sql sql, OffsetDateTime before) {
        sql.update("DELETE FROM quarantine_overflow WHERE last_seen_at < $1", Tuple.of(before));
    }
}
