package dev.bellwether.segmentation.evaluation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The table `account_snapshot`.
final class SnapshotTable {

    private static final String KNOWN = """
            SELECT s.tenant, s.account, s.events_offset, s.as_of, s.kind, s.revision
            FROM unnest($1::text[], $2::text[]) AS wanted (tenant, account)
            JOIN account_snapshot s ON s.tenant = wanted.tenant AND s.account = wanted.account""";

    private static final String STORED = "SELECT tenant, account, events_offset, as_of, kind, revision, features FROM account_snapshot ";
    private static final String PAGE =
            STORED + "WHERE log_partition = $1 AND tenant = $2 AND account > $3 ORDER BY log_partition, tenant, account LIMIT $4";
    private static final String ONE = STORED + "WHERE tenant = $1 AND account = $2";

    private static final String WRITE = """
            INSERT INTO account_snapshot
                (tenant, account, log_partition, events_offset, as_of, kind, features, mrr, lifetime_revenue, currency, revision)
            SELECT tenant, account, $9, events_offset, as_of, kind, features, mrr, lifetime_revenue, currency, revision
            FROM unnest($1::text[], $2::text[], $3::bigint[], $4::date[], $5::smallint[], $6::bytea[], $7::float8[], $8::float8[], $10::text[],
                    $11::int[])
                AS new (tenant, account, events_offset, as_of, kind, features, mrr, lifetime_revenue, currency, revision)
            ON CONFLICT (tenant, account) DO UPDATE
            SET events_offset = excluded.events_offset, as_of = excluded.as_of, kind = excluded.kind,
                features = excluded.features, mrr = excluded.mrr, lifetime_revenue = excluded.lifetime_revenue,
                currency = excluded.currency, revision = excluded.revision""";

    private SnapshotTable() {}

    /// @param revision by which it was decided
    record Known(Position position, int revision) {
        static final Known NOTHING = new Known(Position.NONE, 0);
    }

    record Stored(Known known, Snapshot snapshot) {}

    static Map<AccountKey, Known> known(Sql sql, Collection<AccountKey> accounts) {
        Map<AccountKey, Known> known = new HashMap<>();
        String[] tenants = accounts.stream().map(AccountKey::tenant).toArray(String[]::new);
        String[] ids = accounts.stream().map(AccountKey::account).toArray(String[]::new);
        for (Row row : sql.execute(KNOWN, Tuple.from(new Object[] {tenants, ids}))) {
            known.put(account(row), known(row));
        }
        return known;
    }

    static Map<AccountKey, Stored> page(Sql sql, int partition, String tenant, String after, int limit) {
        return stored(sql.execute(PAGE, Tuple.of(partition, tenant, after, limit)));
    }

    static Map<AccountKey, Stored> snapshot(Sql sql, AccountKey account) {
        return stored(sql.execute(ONE, Tuple.of(account.tenant(), account.account())));
    }

    private static Map<AccountKey, Stored> stored(RowSet<Row> rows) {
        Map<AccountKey, Stored> stored = HashMap.newHashMap(rows.size());
        for (Row row : rows) {
            Known known = known(row);
            stored.put(account(row), new Stored(known, snapshot(account(row), known.position(), row.getBuffer(6))));
        }
        return stored;
    }

    private static AccountKey account(Row row) {
        return new AccountKey(row.getString(0), row.getString(1));
    }

    private static Known known(Row row) {
        return new Known(new Position(row.getLong(2), row.getLocalDate(3), row.getShort(4)), row.getInteger(5));
    }

    private static Snapshot snapshot(AccountKey account, Position position, Buffer features) {
        Snapshot.Builder snapshot = Snapshot.newBuilder().setKindValue(position.kind()).setAsOf(Dates.date(position.asOf()));
        try {
            return features == null ? snapshot.build() : snapshot.setFeatures(Features.parseFrom(features.getBytes())).build();
        } catch (InvalidProtocolBufferException unreadable) {
            throw new AccountProcessingException(account, "its stored features cannot be read", unreadable);
        }
    }

    /// Each with a snapshot taken.
    static void write(Sql sql, int partition, Map<AccountKey, Evaluation> evaluations) {
        int count = evaluations.size();
        String[] tenants = new String[count];
        String[] accounts = new String[count];
        Long[] offsets = new Long[count];
        LocalDate[] days = new LocalDate[count];
        Short[] kinds = new Short[count];
        Buffer[] features = new Buffer[count];
        Double[] mrr = new Double[count];
        Double[] lifetimeRevenue = new Double[count];
        String[] currencies = new String[count];
        Integer[] revisions = new Integer[count];
        int i = 0;
        for (Map.Entry<AccountKey, Evaluation> entry : evaluations.entrySet()) {
            Snapshot snapshot = entry.getValue().last().orElseThrow();
            Position position = entry.getValue().after().position();
            tenants[i] = entry.getKey().tenant();
            accounts[i] = entry.getKey().account();
            offsets[i] = position.eventsOffset();
            days[i] = position.asOf();
            kinds[i] = (short) position.kind();
            features[i] = snapshot.hasFeatures() ? Buffer.buffer(snapshot.getFeatures().toByteArray()) : null;
            mrr[i] = snapshot.getFeatures().getMrr();
            currencies[i] = snapshot.getFeatures().getCurrency();
            revisions[i] = entry.getValue().after().revision();
            lifetimeRevenue[i] = snapshot.getFeatures().getLifetimeRevenue();
            i++;
        }
        sql.send(WRITE, Tuple.from(new Object[] {
            tenants, accounts, offsets, days, kinds, features, mrr, lifetimeRevenue, partition, currencies, revisions
        }));
    }
}
