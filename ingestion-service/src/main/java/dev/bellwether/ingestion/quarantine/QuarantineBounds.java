package dev.bellwether.ingestion.quarantine;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.quarantine.Quarantine.Counted;
import dev.bellwether.ingestion.quarantine.Quarantine.Place;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// How many rejected events are kept per source and per tenant, so that a flood neither fills the disk nor evicts other senders' events.
///
/// The rows are counted once per batch, up to the bound. Batches that are written concurrently do not see each other, so a bound may be
/// exceeded by as many events as those hold.
///
/// @param perTenant since a source over gRPC is whatever its events say
record QuarantineBounds(int perSource, int perTenant) {

    /// Rejections of a source, `source` empty for all of the tenant.
    record Sender(String tenant, String source) implements Comparable<Sender> {
        @Override
        public int compareTo(Sender other) {
            int byTenant = tenant.compareTo(other.tenant);
            return byTenant != 0 ? byTenant : source.compareTo(other.source);
        }
    }

    /// @param beyond what is counted and not kept, by the bound that it exceeds
    record Split(SortedMap<Place, Counted> kept, SortedMap<Sender, Counted> beyond) {}

    Split apply(Sql sql, SortedMap<Place, Counted> places) {
        Map<Sender, Integer> ofSources = room(sql, places.values().stream().map(QuarantineBounds::sender).toList(),
                """
                SELECT tenant, source, (SELECT count(*) FROM (SELECT FROM quarantined_event q
                  WHERE q.tenant = sender.tenant AND q.source = sender.source LIMIT $3) AS found)::int
                FROM unnest($1::text[], $2::text[]) AS sender (tenant, source)""", perSource);
        Map<Sender, Integer> ofTenants = room(sql, places.keySet().stream().map(place -> new Sender(place.tenant(), "")).toList(),
                """
                SELECT tenant, source, (SELECT count(*) FROM (SELECT FROM quarantined_event q
                  WHERE q.tenant = sender.tenant LIMIT $3) AS found)::int
                FROM unnest($1::text[], $2::text[]) AS sender (tenant, source)""", perTenant);
        if (suffices(ofSources, places.values().stream().map(QuarantineBounds::sender).toList())
                && suffices(ofTenants, places.keySet().stream().map(place -> new Sender(place.tenant(), "")).toList())) {
            return new Split(places, new TreeMap<>());
        }
        Set<Place> known = known(sql, places.keySet());
        Split split = new Split(new TreeMap<>(), new TreeMap<>());
        places.forEach((place, counted) -> {
            Sender source = sender(counted);
            Sender tenant = new Sender(place.tenant(), "");
            if (known.contains(place)) {
                split.kept.put(place, counted);
            } else if (ofTenants.get(tenant) <= 0) {
                split.beyond.merge(tenant, counted, Counted::and);
            } else if (ofSources.get(source) <= 0) {
                split.beyond.merge(source, counted, Counted::and);
            } else {
                ofTenants.merge(tenant, -1, Integer::sum);
                ofSources.merge(source, -1, Integer::sum);
                split.kept.put(place, counted);
            }
        });
        return split;
    }

    private static Sender sender(Counted counted) {
        return new Sender(counted.first().tenant(), counted.first().source());
    }

    private static boolean suffices(Map<Sender, Integer> room, Collection<Sender> senders) {
        Map<Sender, Integer> needed = new HashMap<>();
        senders.forEach(sender -> needed.merge(sender, 1, Integer::sum));
        return needed.entrySet().stream().allMatch(entry -> entry.getValue() <= room.get(entry.getKey()));
    }

    private static Map<Sender, Integer> room(Sql sql, Collection<Sender> senders, String count, int most) {
        List<Sender> distinct = List.copyOf(new TreeSet<>(senders));
        Map<Sender, Integer> room = new HashMap<>();
        for (Row row : sql.execute(count, Tuple.from(List.of(
                distinct.stream().map(Sender::tenant).toArray(String[]::new),
                distinct.stream().map(Sender::source).toArray(String[]::new),
                (long) most)))) {
            room.put(new Sender(row.getString(0), row.getString(1)), most - row.getInteger(2));
        }
        return room;
    }

    private static Set<Place> known(Sql sql, Collection<Place> places) {
        Set<Place> known = new HashSet<>();
        for (Row row : sql.execute(
                """
                SELECT tenant, fingerprint FROM quarantined_event
                WHERE (tenant, fingerprint) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))""",
                Tuple.from(List.of(
                        places.stream().map(Place::tenant).toArray(String[]::new),
                        places.stream().map(Place::fingerprint).toArray(UUID[]::new))))) {
            known.add(new Place(row.getString(0), row.getUUID(1)));
        }
        return known;
    }
}
