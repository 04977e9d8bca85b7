package dev.bellwether.ingestion.source;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table `source_use`, and when keys were last used.
final class UseTable {

    private static final Comparator<Entry> IN_ORDER = Comparator.comparing((Entry entry) -> entry.source().tenant())
            .thenComparing(entry -> entry.source().id())
            .thenComparing(Entry::day);

    private UseTable() {}

    record Entry(Source source, LocalDate day, Sent sent) {}

    /// Accepted events.
    record Total(long day, long month) {
        static final Total NONE = new Total(0, 0);
    }

    static void add(Sql sql, Collection<Entry> sent) {
        // All replicas take the rows in one order, or they could deadlock.
        List<Entry> entries = sent.stream().sorted(IN_ORDER).toList();
        sql.update(
                """
                INSERT INTO source_use AS kept (tenant, source, day, accepted, rejected, bytes, last_seen)
                SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[], $5::bigint[], $6::bigint[], $7::timestamptz[])
                ON CONFLICT (tenant, source, day) DO UPDATE SET
                  accepted = kept.accepted + excluded.accepted,
                  rejected = kept.rejected + excluded.rejected,
                  bytes = kept.bytes + excluded.bytes,
                  last_seen = greatest(kept.last_seen, excluded.last_seen)""",
                Tuple.from(List.of(
                        entries.stream().map(entry -> entry.source().tenant()).toArray(String[]::new),
                        entries.stream().map(entry -> entry.source().id()).toArray(String[]::new),
                        entries.stream().map(Entry::day).toArray(LocalDate[]::new),
                        entries.stream().map(entry -> entry.sent().accepted()).toArray(Long[]::new),
                        entries.stream().map(entry -> entry.sent().rejected()).toArray(Long[]::new),
                        entries.stream().map(entry -> entry.sent().bytes()).toArray(Long[]::new),
                        entries.stream().map(entry -> utc(entry.sent().lastSeen())).toArray(OffsetDateTime[]::new))));
    }

    /// Of a day and its month so far. A source that has sent nothing is left out. Source by source, so that what other months and other
    /// sources have sent is not read.
    static Map<Source, Total> totals(Sql sql, Collection<Source> sources, LocalDate day) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Map<Source, Total> totals = new HashMap<>();
        for (Row row : sql.execute(
                """
                SELECT wanted.tenant, wanted.source, used.day, used.month
                FROM unnest($1::text[], $2::text[]) AS wanted (tenant, source) CROSS JOIN LATERAL (
                  SELECT coalesce(sum(accepted) FILTER (WHERE day = $3), 0)::bigint AS day, sum(accepted)::bigint AS month
                  FROM source_use WHERE tenant = wanted.tenant AND source = wanted.source AND day BETWEEN $4 AND $3) AS used
                WHERE used.month IS NOT NULL""",
                Tuple.from(List.of(
                        sources.stream().map(Source::tenant).toArray(String[]::new),
                        sources.stream().map(Source::id).toArray(String[]::new),
                        day,
                        day.withDayOfMonth(1))))) {
            totals.put(new Source(row.getString("tenant"), row.getString("source")), new Total(row.getLong("day"), row.getLong("month")));
        }
        return totals;
    }

    /// Day by day, newest first.
    static List<SourceDay> days(Sql sql, Source source, int most) {
        List<SourceDay> days = new ArrayList<>();
        for (Row row : sql.execute(
                """
                SELECT day, accepted, rejected, bytes, last_seen FROM source_use
                WHERE tenant = $1 AND source = $2 ORDER BY day DESC LIMIT $3""",
                Tuple.of(source.tenant(), source.id(), most))) {
            days.add(day(row));
        }
        return days;
    }

    /// @param last  the last day on which it has sent something
    /// @param month accepted events of the month so far
    record Latest(SourceDay last, long month) {}

    /// A source that has sent nothing is left out. In one statement: of two, the second may know more than the first.
    static Map<String, Latest> latest(Sql sql, String tenant, Collection<String> sources, LocalDate today) {
        Map<String, Latest> latest = new HashMap<>();
        for (Row row : sql.execute(
                """
                SELECT last.*, (
                    SELECT coalesce(sum(accepted), 0)::bigint FROM source_use
                    WHERE tenant = $1 AND source = wanted.source AND day BETWEEN $4 AND $3) AS month
                FROM unnest($2::text[]) AS wanted (source) CROSS JOIN LATERAL (
                  SELECT source, day, accepted, rejected, bytes, last_seen FROM source_use
                  WHERE tenant = $1 AND source = wanted.source ORDER BY day DESC LIMIT 1) AS last""",
                Tuple.of(tenant, sources.toArray(String[]::new), today, today.withDayOfMonth(1)))) {
            latest.put(row.getString("source"), new Latest(day(row), row.getLong("month")));
        }
        return latest;
    }

    private static SourceDay day(Row row) {
        return new SourceDay(row.getLocalDate("day"), row.getLong("accepted"), row.getLong("rejected"), row.getLong("bytes"),
                row.getOffsetDateTime("last_seen").toInstant());
    }

    static void used(Sql sql, Map<String, Instant> keys) {
        List<String> ids = keys.keySet().stream().sorted().toList();
        sql.update(
                """
                WITH locked AS MATERIALIZED (SELECT id FROM write_key WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE)
                UPDATE write_key SET last_used_time = greatest(last_used_time, used.at)
                FROM locked JOIN unnest($1::text[], $2::timestamptz[]) AS used (id, at) USING (id) WHERE write_key.id = locked.id""",
                Tuple.from(List.of(ids.toArray(String[]::new), ids.stream().map(id -> utc(keys.get(id))).toArray(OffsetDateTime[]::new))));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
