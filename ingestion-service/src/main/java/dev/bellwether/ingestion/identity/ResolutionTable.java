package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table `resolution`: one row for each partition that has something to pass on.
final class ResolutionTable {

    private ResolutionTable() {}

    static Optional<Resolution> find(Sql sql, int partition) {
        for (Row row : sql.execute(
                "SELECT through_offset, offsets, accounts, users, own_account FROM resolution WHERE log_partition = $1",
                Tuple.of(partition))) {
            Long[] offsets = row.getArrayOfLongs(1);
            String[] accounts = row.getArrayOfStrings(2);
            String[] users = row.getArrayOfStrings(3);
            Boolean[] own = row.getArrayOfBooleans(4);
            Map<Long, ResolvedAccount> places = new HashMap<>();
            for (int i = 0; i < offsets.length; i++) {
                places.put(offsets[i], new ResolvedAccount(accounts[i], users[i], own[i]));
            }
            return Optional.of(new Resolution(row.getLong(0), places));
        }
        return Optional.empty();
    }

    static void store(Sql sql, int partition, Resolution resolution) {
        List<Map.Entry<Long, ResolvedAccount>> places = new ArrayList<>(resolution.places().entrySet());
        sql.send(
                """
                INSERT INTO resolution AS r (log_partition, through_offset, offsets, accounts, users, own_account)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (log_partition) DO UPDATE SET through_offset = excluded.through_offset, offsets = excluded.offsets,
                  accounts = excluded.accounts, users = excluded.users, own_account = excluded.own_account""",
                Tuple.tuple()
                        .addInteger(partition)
                        .addLong(resolution.through())
                        .addArrayOfLong(places.stream().map(Map.Entry::getKey).toArray(Long[]::new))
                        .addArrayOfString(places.stream().map(place -> place.getValue().account()).toArray(String[]::new))
                        .addArrayOfString(places.stream().map(place -> place.getValue().user()).toArray(String[]::new))
                        .addArrayOfBoolean(places.stream().map(place -> place.getValue().own()).toArray(Boolean[]::new)));
    }

    /// By partition.
    static Map<Integer, Long> through(Sql sql) {
        Map<Integer, Long> through = new HashMap<>();
        sql.execute("SELECT log_partition, through_offset FROM resolution").forEach(row -> through.put(row.getInteger(0), row.getLong(1)));
        return through;
    }

    /// None of it will ever be passed on.
    static void clear(Sql sql) {
        sql.send("DELETE FROM resolution", Tuple.tuple());
    }

    /// All of it is passed on.
    static void delete(Sql sql, int partition) {
        sql.send("DELETE FROM resolution WHERE log_partition = $1", Tuple.of(partition));
    }
}
