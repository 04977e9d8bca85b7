package dev.bellwether.playbooks.trigger;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.v1.Features;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;

/// Where each account's membership events have been read to. Written by the owner of its partition alone.
public final class ActedMembershipTable {

    private static final String LOAD = """
            SELECT acted.tenant, acted.account, acted.version, acted.segment, acted.decided_at, acted.features, acted.settled, acted.acted_on
            FROM acted_membership acted JOIN unnest($1::text[], $2::text[]) AS wanted (tenant, account)
            ON acted.tenant = wanted.tenant AND acted.account = wanted.account""";

    private static final String SAVE = """
            INSERT INTO acted_membership (tenant, account, version, segment, decided_at, features, settled, acted_on)
            SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::bytea[], $7::boolean[],
                $8::boolean[])
            ON CONFLICT (tenant, account) DO UPDATE SET version = excluded.version, segment = excluded.segment,
                decided_at = excluded.decided_at, features = excluded.features, settled = excluded.settled,
                acted_on = excluded.acted_on""";

    public Map<AccountKey, ActedMembership> load(Sql sql, Collection<AccountKey> accounts) {
        var tenants = accounts.stream().map(AccountKey::tenant).toArray(String[]::new);
        var names = accounts.stream().map(AccountKey::account).toArray(String[]::new);
        var loaded = HashMap.<AccountKey, ActedMembership>newHashMap(accounts.size());
        for (Row row : sql.execute(LOAD, Tuple.from(new Object[] {tenants, names}))) {
            var acted = new ActedMembership(
                    row.getLong(2), row.getString(3), row.getBoolean(6), row.getOffsetDateTime(4).toInstant(), features(row.getBuffer(5)),
                    row.getBoolean(7));
            loaded.put(new AccountKey(row.getString(0), row.getString(1)), acted);
        }
        return loaded;
    }

    void save(Sql sql, Map<AccountKey, ActedMembership> acted) {
        if (acted.isEmpty()) {
            return;
        }
        // In the same order for every writer, so that two of them cannot deadlock.
        List<Entry<AccountKey, ActedMembership>> rows =
                acted.entrySet().stream().sorted(Entry.comparingByKey()).toList();
        sql.send(SAVE, Tuple.from(new Object[] {
            column(rows, row -> row.getKey().tenant(), new String[0]),
            column(rows, row -> row.getKey().account(), new String[0]),
            column(rows, row -> row.getValue().version(), new Long[0]),
            column(rows, row -> row.getValue().segment(), new String[0]),
            column(rows, row -> row.getValue().decidedAt().atOffset(ZoneOffset.UTC), new OffsetDateTime[0]),
            column(rows, row -> Buffer.buffer(row.getValue().features().toByteArray()), new Buffer[0]),
            column(rows, row -> row.getValue().settled(), new Boolean[0]),
            column(rows, row -> row.getValue().actedOn(), new Boolean[0])}));
    }

    private static <T> T[] column(
            List<Entry<AccountKey, ActedMembership>> rows, Function<Entry<AccountKey, ActedMembership>, T> value, T[] type) {
        return rows.stream().map(value).toList().toArray(type);
    }

    private static Features features(Buffer bytes) {
        try {
            return Features.parseFrom(bytes.getBytes());
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("Stored features cannot be read", broken);
        }
    }
}
