package dev.bellwether.ingestion.backfill;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The table `backfill_content`: counted as events are recorded, so that asking reads a few rows however many events there are.
public final class BackfillContents {

    private static final String ADD =
            """
            INSERT INTO backfill_content (tenant, backfill, log_partition, events, sources) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant, backfill, log_partition) DO UPDATE SET
                events = backfill_content.events + excluded.events,
                sources = ARRAY(
                    SELECT source FROM unnest(backfill_content.sources || excluded.sources) AS source
                    GROUP BY source ORDER BY source LIMIT\s""" + BackfillContent.MOST_SOURCES + ")";

    private BackfillContents() {}

    private record Key(String tenant, String backfill) {}

    /// What of a batch was recorded under backfills.
    public static final class Batch {

        private final Map<Key, Long> events = new HashMap<>();
        private final Map<Key, SortedSet<String>> sources = new HashMap<>();

        /// @param backfill empty for what happens now, which is not counted
        public void add(String tenant, String backfill, String source) {
            if (!backfill.isEmpty()) {
                Key key = new Key(tenant, backfill);
                events.merge(key, 1L, Long::sum);
                SortedSet<String> some = sources.computeIfAbsent(key, _ -> new TreeSet<>());
                some.add(source);
                if (some.size() > BackfillContent.MOST_SOURCES) {
                    some.removeLast();
                }
            }
        }
    }

    /// By the partition's one writer.
    public static void add(Sql sql, int partition, Batch batch) {
        batch.events.forEach((key, events) -> sql.send(ADD,
                Tuple.of(key.tenant, key.backfill, partition, events, batch.sources.get(key).toArray(String[]::new))));
    }

    /// Of those of the tenant's backfills of which anything has been recorded.
    static Map<String, BackfillContent> of(Sql sql, String tenant, List<String> backfills) {
        Map<String, BackfillContent> contents = new TreeMap<>();
        for (Row row : sql.execute("SELECT backfill, events, sources FROM backfill_content WHERE tenant = $1 AND backfill = ANY ($2)",
                Tuple.tuple().addString(tenant).addArrayOfString(backfills.toArray(String[]::new)))) {
            contents.merge(row.getString(0), new BackfillContent(row.getLong(1), List.of(row.getArrayOfStrings(2))),
                    BackfillContents::both);
        }
        return contents;
    }

    private static BackfillContent both(BackfillContent one, BackfillContent other) {
        SortedSet<String> sources = new TreeSet<>(one.sources());
        sources.addAll(other.sources());
        return new BackfillContent(one.events() + other.events(), sources.stream().limit(BackfillContent.MOST_SOURCES).toList());
    }
}
