package dev.bellwether.features.storage;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.closing.BackfillStage;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.Days;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;

/// The tables `applied`, `closed_tenant` and `backfill_closing`: where one partition stands.
public final class PartitionTables {

    /// Offsets begin at 0.
    public static final long NOTHING_APPLIED = -1;

    private PartitionTables() {}

    /// The last inbound offset applied.
    public static long applied(Sql sql, int partition) {
        for (Row row : sql.execute("SELECT events_offset FROM applied WHERE log_partition = $1", Tuple.of(partition))) {
            return row.getLong(0);
        }
        return NOTHING_APPLIED;
    }

    public static void apply(Sql sql, int partition, long offset) {
        sql.send(
                """
                INSERT INTO applied (log_partition, events_offset) VALUES ($1, $2)
                ON CONFLICT (log_partition) DO UPDATE SET events_offset = excluded.events_offset""",
                Tuple.of(partition, offset));
    }

    /// Whether the partition has closed some accounts at the marker that it stands at, and others not yet.
    public static boolean isHalfClosed(Sql sql, int partition) {
        return sql.execute(
                "SELECT FROM applied WHERE log_partition = $1 AND closing_offset > events_offset", Tuple.of(partition))
                .size() > 0;
    }

    public static VisibleReferences knowledge(Sql sql, int partition) {
        int lastClosedDay = Days.NONE;
        for (Row row : sql.execute("SELECT last_closed_day FROM applied WHERE log_partition = $1", Tuple.of(partition))) {
            lastClosedDay = AccountTables.orNone(row.getInteger(0));
        }
        Set<String> tenants = new HashSet<>();
        for (Row row : sql.execute("SELECT tenant FROM closed_tenant WHERE log_partition = $1", Tuple.of(partition))) {
            tenants.add(row.getString(0));
        }
        Set<String> backfills = new HashSet<>();
        for (Row row : sql.execute(
                "SELECT tenant || '/' || backfill FROM backfill_closing WHERE log_partition = $1 AND stage = $2",
                Tuple.of(partition, BackfillStage.CLOSED.ordinal()))) {
            backfills.add(row.getString(0));
        }
        return new VisibleReferences(lastClosedDay, backfills, tenants);
    }

    /// How many partitions have closed the backfill's history.
    public static int partitionsClosed(Sql sql, String tenant, String backfill) {
        return sql.execute(
                "SELECT count(*) FROM backfill_closing WHERE tenant = $1 AND backfill = $2 AND stage = $3",
                Tuple.of(tenant, backfill, BackfillStage.CLOSED.ordinal()))
                .iterator()
                .next()
                .getInteger(0);
    }

    /// The first day of the history that a backfill has brought to a partition; [Days#NONE] for none.
    public static int firstDay(Sql sql, String tenant, String backfill, int partition) {
        for (Row row : sql.execute(
                "SELECT first_day FROM backfill_closing WHERE tenant = $1 AND backfill = $2 AND log_partition = $3",
                Tuple.of(tenant, backfill, partition))) {
            return AccountTables.orNone(row.getInteger(0));
        }
        return Days.NONE;
    }

    /// Whether what the partition has registered comes out of the journal again: not when accounts have been erased since.
    public static boolean isRebuildable(Sql sql, String tenant, String backfill, int partition) {
        return sql.execute(
                "SELECT 1 FROM backfill_closing WHERE tenant = $1 AND backfill = $2 AND log_partition = $3 AND NOT rebuildable",
                Tuple.of(tenant, backfill, partition))
                .size() == 0;
    }

    /// The tenants that were closed first at this marker, of those that accounts have been erased of since.
    public static Set<String> closedForErased(Sql sql, int partition, long offset) {
        Set<String> tenants = new HashSet<>();
        sql.execute("SELECT tenant FROM closed_tenant WHERE log_partition = $1 AND since_offset = $2 AND NOT rebuildable",
                Tuple.of(partition, offset))
                .forEach(row -> tenants.add(row.getString(0)));
        return tenants;
    }

    /// The first day of the history that a backfill has brought to any partition.
    public static int firstDay(Sql sql, String tenant, String backfill) {
        return AccountTables.orNone(sql.execute(
                "SELECT min(first_day) FROM backfill_closing WHERE tenant = $1 AND backfill = $2",
                Tuple.of(tenant, backfill))
                .iterator()
                .next()
                .getInteger(0));
    }
}
