package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.v1.Snapshot;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The table `account_snapshot`.
final class SnapshotTable {

    private static final String POSITIONS = """
            SELECT s.tenant, s.account, s.events_offset, s.as_of, s.kind
            FROM unnest($1::text[], $2::text[]) AS wanted (tenant, account)
            JOIN account_snapshot s ON s.tenant = wanted.tenant AND s.account = wanted.account""";

    private static final String WRITE = """
            INSERT INTO account_snapshot
                (tenant, account, log_partition, events_offset, as_of, kind, features, mrr, lifetime_revenue, currency)
            SELECT tenant, account, $9, events_offset, as_of, kind, features, mrr, lifetime_revenue, currency
            FROM unnest($1::text[], $2::text[], $3::bigint[], $4::date[], $5::smallint[], $6::bytea[], $7::float8[], $8::float8[], $10::text[])
                AS new (tenant, account, events_offset, as_of, kind, features, mrr, lifetime_revenue, currency)
            ON CONFLICT (tenant, account) DO UPDATE
            SET events_offset = excluded.events_offset, as_of = excluded.as_of, kind = excluded.kind,
                features = excluded.features, mrr = excluded.mrr, lifetime_revenue = excluded.lifetime_revenue,
                currency = excluded.currency""";

    private SnapshotTable() {}

    static Map<AccountKey, Position> positions(Sql sql, Collection<AccountKey> accounts) {
        Map<AccountKey, Position> positions = new HashMap<>();
        String[] tenants = accounts.stream().map(AccountKey::tenant).toArray(String[]::new);
        String[] ids = accounts.stream().map(AccountKey::account).toArray(String[]::new);
        for (Row row : sql.execute(POSITIONS, Tuple.from(new Object[] {tenants, ids}))) {
            positions.put(new AccountKey(row.getString(0), row.getString(1)),
                    new Position(row.getLong(2), row.getLocalDate(3), row.getShort(4)));
        }
        return positions;
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
            lifetimeRevenue[i] = snapshot.getFeatures().getLifetimeRevenue();
            i++;
        }
        sql.send(WRITE, Tuple.from(new Object[] {
            tenants, accounts, offsets, days, kinds, features, mrr, lifetimeRevenue, partition, currencies
        }));
    }
}
