package dev.bellwether.features.storage;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.closing.BackfillStage;
import dev.bellwether.features.closing.Coordination;
import dev.bellwether.features.closing.TenantContribution;
import dev.bellwether.features.closing.TenantReferenceDay;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// The partitions understand each other through the database. What one writes, the others see when it has committed.
public final class StoredCoordination implements Coordination {

    private final int partition;
    private final int partitions;
    private final StoredReferences references;
    private Sql sql;

    /// @param partitions how many the log has
    /// @param references told when there may be new ones
    public StoredCoordination(int partition, int partitions, StoredReferences references) {
        this.partition = partition;
        this.partitions = partitions;
        this.references = references;
    }

    public void use(Sql transaction) {
        sql = transaction;
    }

    @Override
    public boolean hasContributed(int day) {
        return count("SELECT count(*) FROM applied WHERE log_partition = $1 AND contributed_day >= $2", Tuple.of(partition, day)) > 0;
    }

    @Override
    public void contribute(int day, List<TenantContribution> contributions) {
        write(contributions);
        sql.update(
                """
                INSERT INTO applied (log_partition, events_offset, contributed_day) VALUES ($1, $2, $3)
                ON CONFLICT (log_partition) DO UPDATE SET contributed_day = excluded.contributed_day""",
                Tuple.of(partition, PartitionTables.NOTHING_APPLIED, day));
    }

    @Override
    public boolean allHaveContributed(int day) {
        return count("SELECT count(*) FROM applied WHERE contributed_day >= $1", Tuple.of(day)) >= partitions;
    }

    @Override
    public void halfClosed(long offset) {
        sql.update("UPDATE applied SET closing_offset = $2 WHERE log_partition = $1", Tuple.of(partition, offset));
    }

    @Override
    public void dayClosed(long offset, int day, Set<String> newTenants) {
        sql.update("UPDATE applied SET last_closed_day = $2 WHERE log_partition = $1", Tuple.of(partition, day));
        addClosedTenants(newTenants, offset);
    }

    @Override
    public BackfillStage stage(String tenant, String backfill) {
        for (Row row : sql.execute(
                "SELECT stage FROM backfill_closing WHERE tenant = $1 AND backfill = $2 AND log_partition = $3",
                Tuple.of(tenant, backfill, partition))) {
            return BackfillStage.values()[row.getInteger(0)];
        }
        return BackfillStage.OPEN;
    }

    @Override
    public void register(String tenant, String backfill, int firstDay) {
        sql.update(
                "INSERT INTO backfill_closing (tenant, backfill, log_partition, stage, first_day) VALUES ($1, $2, $3, $4, $5)",
                Tuple.of(tenant, backfill, partition, BackfillStage.REGISTERED.ordinal(), AccountTables.orNull(firstDay)));
    }

    @Override
    public OptionalInt firstDay(String tenant, String backfill) {
        Row row = sql.execute(
                "SELECT count(*), min(first_day) FROM backfill_closing WHERE tenant = $1 AND backfill = $2",
                Tuple.of(tenant, backfill))
                .iterator()
                .next();
        return row.getInteger(0) < partitions ? OptionalInt.empty() : OptionalInt.of(AccountTables.orNone(row.getInteger(1)));
    }

    @Override
    public void contribute(String tenant, String backfill, List<TenantContribution> contributions) {
        write(contributions);
        advance(tenant, backfill, BackfillStage.CONTRIBUTED);
    }

    @Override
    public boolean allHaveContributed(String tenant, String backfill) {
        return count(
                "SELECT count(*) FROM backfill_closing WHERE tenant = $1 AND backfill = $2 AND stage >= $3",
                Tuple.of(tenant, backfill, BackfillStage.CONTRIBUTED.ordinal()))
                >= partitions;
    }

    @Override
    public void backfillClosed(String tenant, String backfill, boolean anyHistory) {
        advance(tenant, backfill, BackfillStage.CLOSED);
        if (anyHistory) {
            addClosedTenants(Set.of(tenant), null);
        }
    }

    @Override
    public boolean take(TenantReferenceDay reference) {
        boolean taken = PeerTables.take(sql, reference);
        // Another partition may have taken it since the references were last looked at.
        references.forget();
        return taken;
    }

    private void advance(String tenant, String backfill, BackfillStage stage) {
        sql.update(
                "UPDATE backfill_closing SET stage = $4 WHERE tenant = $1 AND backfill = $2 AND log_partition = $3",
                Tuple.of(tenant, backfill, partition, stage.ordinal()));
    }

    private void addClosedTenants(Set<String> tenants, Long since) {
        sql.update(
                """
                INSERT INTO closed_tenant (log_partition, tenant, since_offset)
                SELECT $1, tenant, $3 FROM unnest($2::text[]) AS new (tenant) ON CONFLICT DO NOTHING""",
                Tuple.tuple().addInteger(partition).addArrayOfString(tenants.toArray(String[]::new)).addLong(since));
    }

    private void write(List<TenantContribution> contributions) {
        for (TenantContribution each : contributions) {
            sql.update(
                    """
                    INSERT INTO peer_contribution (tenant, day, backfill, log_partition, bytes)
                    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING""",
                    Tuple.of(
                            each.tenant(),
                            each.day().day(),
                            each.day().backfill(),
                            partition,
                            Buffer.buffer(each.contribution().encode())));
        }
    }

    private long count(String statement, Tuple parameters) {
        return sql.execute(statement, parameters).iterator().next().getLong(0);
    }
}
