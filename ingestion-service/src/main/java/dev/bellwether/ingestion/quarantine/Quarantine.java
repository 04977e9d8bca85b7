package dev.bellwether.ingestion.quarantine;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Keeps what was not taken, so that it can be mended and sent again.
@Singleton
public class Quarantine {

    private static final int FORGOTTEN_AT_ONCE = 2_000;

    private final QuarantineBounds bounds;
    private final QuarantineMeasures measures = new QuarantineMeasures();

    @Inject
    Quarantine(QuarantineConfig config) {
        this(config.mostPerSource(), config.mostPerTenant());
    }

    /// @param perSource most events that are kept of one source
    /// @param perTenant most events that are kept of one tenant
    public Quarantine(int perSource, int perTenant) {
        this.bounds = new QuarantineBounds(perSource, perTenant);
    }

    /// A row.
    record Place(String tenant, UUID fingerprint) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTenant = tenant.compareTo(other.tenant);
            return byTenant != 0 ? byTenant : fingerprint.compareTo(other.fingerprint);
        }
    }

    record Counted(Quarantined first, Instant lastSeenAt, long occurrences) {
        Counted and(Counted other) {
            return new Counted(first, other.lastSeenAt.isAfter(lastSeenAt) ? other.lastSeenAt : lastSeenAt,
                    occurrences + other.occurrences);
        }
    }

    /// Of a source, or a tenant, of which enough is kept already, what is new is counted only.
    public void add(Sql sql, Collection<Quarantined> events) {
        if (events.isEmpty()) {
            return;
        }
        // One upsert must not touch a row twice; and all writers take the rows in one order, or they could deadlock.
        SortedMap<Place, Counted> places = new TreeMap<>();
        for (Quarantined event : events) {
            measures.rejected(event.reason());
            places.merge(new Place(event.tenant(), event.fingerprint()), new Counted(event, event.seenAt(), 1), Counted::and);
        }
        QuarantineBounds.Split split = bounds.apply(sql, places);
        if (!split.kept().isEmpty()) {
            store(sql, split.kept());
        }
        QuarantineOverflows.add(sql, split.beyond());
    }

    /// Rejected, and counted at least.
    void dropped(Quarantined event) {
        measures.rejected(event.reason());
    }

    private static void store(Sql sql, SortedMap<Place, Counted> places) {
        List<Place> keys = List.copyOf(places.keySet());
        List<Counted> rows = List.copyOf(places.values());
        sql.update(
                """
                INSERT INTO quarantined_event AS kept
                  (tenant, fingerprint, field, reason, message, event, first_seen_at, last_seen_at, occurrences, door, source, raw, complete)
                SELECT tenant, fingerprint, field, reason, message, event, first_seen_at, last_seen_at, occurrences, door, source, raw, complete
                FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[],
                  $8::timestamptz[], $9::bigint[], $10::text[], $11::text[], $12::bytea[], $13::bytea[], $14::uuid[]) WITH ORDINALITY AS new
                  (tenant, fingerprint, field, reason, message, event, first_seen_at, last_seen_at, occurrences, door, source, raw, complete, account, n)
                -- In this statement, so that none slips in while its account is being erased.
                WHERE NOT EXISTS (SELECT FROM erased_account gone WHERE gone.fingerprint = new.account)
                -- An anti join may return them in another order, and transactions that lock in different orders deadlock.
                ORDER BY n
                ON CONFLICT (tenant, fingerprint) DO UPDATE SET
                  last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at),
                  occurrences = kept.occurrences + excluded.occurrences,
                  message = excluded.message""",
                Tuple.from(List.of(
                        keys.stream().map(Place::tenant).toArray(String[]::new),
                        keys.stream().map(Place::fingerprint).toArray(UUID[]::new),
                        rows.stream().map(row -> row.first().field()).toArray(String[]::new),
                        rows.stream().map(row -> row.first().reason()).toArray(String[]::new),
                        rows.stream().map(row -> row.first().message()).toArray(String[]::new),
                        rows.stream().map(row -> Buffer.buffer(row.first().event().toByteArray())).toArray(Buffer[]::new),
                        rows.stream().map(row -> utc(row.first().seenAt())).toArray(OffsetDateTime[]::new),
                        rows.stream().map(row -> utc(row.lastSeenAt())).toArray(OffsetDateTime[]::new),
                        rows.stream().map(Counted::occurrences).toArray(Long[]::new),
                        rows.stream().map(row -> row.first().door()).toArray(String[]::new),
                        rows.stream().map(row -> row.first().source()).toArray(String[]::new),
                        rows.stream().map(row -> raw(row.first())).toArray(Buffer[]::new),
                        rows.stream().map(row -> complete(row.first())).toArray(Buffer[]::new),
                        rows.stream().map(row -> account(row.first())).toArray(UUID[]::new))));
    }

    private static UUID account(Quarantined event) {
        return Fingerprint.of(new AccountKey(event.tenant(), event.event().getAccount())).value();
    }

    /// Forgets what has not been sent for so long.
    static void forget(Sql sql, Instant now, Duration keep) {
        OffsetDateTime before = utc(now.minus(keep));
        int forgotten = FORGOTTEN_AT_ONCE;
        while (forgotten == FORGOTTEN_AT_ONCE) {
            // A row that is locked is being counted again, so it is not old.
            forgotten = sql.update(
                    """
                    DELETE FROM quarantined_event WHERE (tenant, fingerprint) IN (
                      SELECT tenant, fingerprint FROM quarantined_event WHERE last_seen_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)""",
                    Tuple.of(before, FORGOTTEN_AT_ONCE));
        }
        QuarantineOverflows.forget(sql, before);
    }

    private static Buffer raw(Quarantined event) {
        return event.origin().map(origin -> Buffer.buffer(origin.raw().toByteArray())).orElse(null);
    }

    private static Buffer complete(Quarantined event) {
        return event.origin().map(Quarantined.Origin::complete).filter(bytes -> !bytes.isEmpty())
                .map(bytes -> Buffer.buffer(bytes.toByteArray())).orElse(null);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
