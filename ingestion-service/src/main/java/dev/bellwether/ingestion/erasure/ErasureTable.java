package dev.bellwether.ingestion.erasure;

import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The tables `erasure` and `erasure_confirmation`.
final class ErasureTable {
    private static final String SELECT = """
            SELECT e.fingerprint, e.tenant, e.reason, e.requested_at, e.completed_at, c.service, c.confirmed_at
            FROM (SELECT * FROM erasure WHERE %s) e LEFT JOIN erasure_confirmation c USING (fingerprint)
            ORDER BY e.requested_at DESC, e.fingerprint DESC, c.service""";
    private static final String COMPLETE = """
            UPDATE erasure e SET completed_at = done.at
            FROM (
                SELECT fingerprint, max(confirmed_at) AS at FROM erasure_confirmation
                WHERE fingerprint = ANY ($1) AND service = ANY ($2) GROUP BY fingerprint HAVING count(*) = $3) AS done
            WHERE e.fingerprint = done.fingerprint AND e.completed_at IS NULL""";

    private ErasureTable() {}

    /// The first to ask says when, the first to give a reason says why.
    static void insert(Sql sql, Fingerprint fingerprint, String tenant, String reason, Instant at) {
        sql.update(
                """
                INSERT INTO erasure AS known (fingerprint, tenant, reason, requested_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (fingerprint) DO UPDATE SET reason = excluded.reason WHERE known.reason = ''""",
                Tuple.of(fingerprint.value(), tenant, reason, at.atOffset(ZoneOffset.UTC)));
    }

    static Optional<Erasure> find(Sql sql, String tenant, Fingerprint fingerprint) {
        return read(sql.execute(SELECT.formatted("tenant = $1 AND fingerprint = $2"), Tuple.of(tenant, fingerprint.value()))).stream()
                .findFirst();
    }

    /// Newest first.
    static List<Erasure> list(Sql sql, String tenant, Instant before, UUID beforeFingerprint, int limit) {
        return read(sql.execute(
                SELECT.formatted(
                        "tenant = $1 AND (requested_at, fingerprint) < ($2, $3) ORDER BY requested_at DESC, fingerprint DESC LIMIT $4"),
                Tuple.of(tenant, before.atOffset(ZoneOffset.UTC), beforeFingerprint, limit)));
    }

    static void confirm(Sql sql, Fingerprint fingerprint, String service, Instant at) {
        sql.update("INSERT INTO erasure_confirmation (fingerprint, service, confirmed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                Tuple.of(fingerprint.value(), service, at.atOffset(ZoneOffset.UTC)));
    }

    /// Completes those of the erasures that all the services have confirmed.
    static void complete(Sql sql, List<Fingerprint> fingerprints, List<String> services) {
        sql.update(COMPLETE, Tuple.tuple()
                .addArrayOfUUID(fingerprints.stream().map(Fingerprint::value).toArray(UUID[]::new))
                .addArrayOfString(services.toArray(String[]::new))
                .addLong((long) services.size()));
    }

    private static List<Erasure> read(RowSet<Row> rows) {
        Map<UUID, Erasure> erasures = new LinkedHashMap<>();
        for (Row row : rows) {
            OffsetDateTime completedAt = row.getOffsetDateTime("completed_at");
            Erasure erasure = erasures.computeIfAbsent(row.getUUID("fingerprint"), fingerprint -> new Erasure(
                    new Fingerprint(fingerprint),
                    row.getString("tenant"),
                    row.getString("reason"),
                    row.getOffsetDateTime("requested_at").toInstant(),
                    Optional.ofNullable(completedAt).map(OffsetDateTime::toInstant),
                    new TreeMap<>()));
            if (row.getString("service") != null) {
                erasure.confirmations().put(row.getString("service"), row.getOffsetDateTime("confirmed_at").toInstant());
            }
        }
        return new ArrayList<>(erasures.values());
    }
}
