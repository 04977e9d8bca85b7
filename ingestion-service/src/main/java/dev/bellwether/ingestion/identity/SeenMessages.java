package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The table `captured_message`: each message counts once.
final class SeenMessages {

    private SeenMessages() {}

    /// @param fresh     those that come for the first time; of several in the batch the first
    /// @param differing those whose identity has been seen with other content
    record Sorted(List<Captured> fresh, List<Captured> differing) {}

    static Sorted take(Sql sql, List<Captured> batch, Instant now) {
        Map<UUID, Captured> first = new HashMap<>();
        batch.forEach(captured -> first.putIfAbsent(captured.identity(), captured));
        Set<UUID> inserted = insert(sql, first, now);
        Map<UUID, Long> hashes = new HashMap<>();
        List<UUID> known = first.keySet().stream().filter(identity -> !inserted.contains(identity)).toList();
        if (!known.isEmpty()) {
            for (Row row : sql.execute(
                    "SELECT identity, content_hash FROM captured_message WHERE identity = ANY ($1)",
                    Tuple.tuple().addArrayOfUUID(known.toArray(UUID[]::new)))) {
                hashes.put(row.getUUID(0), row.getLong(1));
            }
        }
        inserted.forEach(identity -> hashes.put(identity, first.get(identity).contentHash()));
        List<Captured> fresh = new ArrayList<>();
        List<Captured> differing = new ArrayList<>();
        for (Captured captured : batch) {
            if (inserted.contains(captured.identity()) && first.get(captured.identity()) == captured) {
                fresh.add(captured);
            } else if (hashes.get(captured.identity()) != captured.contentHash()) {
                differing.add(captured);
            }
        }
        return new Sorted(fresh, differing);
    }

    /// In one order, since the same message may come through two partitions at once.
    private static Set<UUID> insert(Sql sql, Map<UUID, Captured> messages, Instant now) {
        List<UUID> identities = messages.keySet().stream().sorted(Comparator.naturalOrder()).toList();
        Set<UUID> inserted = new HashSet<>();
        for (Row row : sql.execute(
                """
                INSERT INTO captured_message (identity, content_hash, seen_at)
                SELECT *, $3 FROM unnest($1::uuid[], $2::bigint[]) ON CONFLICT DO NOTHING RETURNING identity""",
                Tuple.tuple()
                        .addArrayOfUUID(identities.toArray(UUID[]::new))
                        .addArrayOfLong(identities.stream().map(identity -> messages.get(identity).contentHash()).toArray(Long[]::new))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))) {
            inserted.add(row.getUUID(0));
        }
        return inserted;
    }

    /// As if they had not been seen.
    static void release(Sql sql, Collection<UUID> identities) {
        if (!identities.isEmpty()) {
            sql.send(
                    """
                    DELETE FROM captured_message WHERE identity IN (
                      SELECT identity FROM captured_message WHERE identity = ANY ($1) ORDER BY identity FOR UPDATE)""",
                    Tuple.tuple().addArrayOfUUID(identities.toArray(UUID[]::new)));
        }
    }

    static void forget(Sql sql, Instant before) {
        sql.update("DELETE FROM captured_message WHERE seen_at < $1", Tuple.of(before.atOffset(ZoneOffset.UTC)));
    }
}
