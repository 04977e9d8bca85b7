package dev.bellwether.features.verification;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.closing.BackfillStage;
import dev.bellwether.features.closing.Coordination;
import dev.bellwether.features.closing.TenantContribution;
import dev.bellwether.features.closing.TenantReferenceDay;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.storage.PartitionTables;
import dev.bellwether.features.storage.PeerTables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A rebuild waits for no other partition: all have contributed before. What this one would contribute is
/// compared with what it has contributed, as long as no account of the tenant has been erased since: it is in the one, and not in
/// the other.
final class RebuildCoordination implements Coordination {

    private final Sql sql;
    private final int partition;
    private final Differences differences;
    private final Map<String, BackfillStage> stages = new HashMap<>();
    private int contributedDay = Days.NONE;

    RebuildCoordination(Sql sql, int partition, Differences differences) {
        this.sql = sql;
        this.partition = partition;
        this.differences = differences;
    }

    @Override
    public boolean hasContributed(int day) {
        return contributedDay >= day;
    }

    @Override
    public void contribute(int day, List<TenantContribution> contributions) {
        compare(contributions);
        contributedDay = day;
    }

    @Override
    public boolean allHaveContributed(int day) {
        return true;
    }

    @Override
    public void halfClosed(long offset) {}

    @Override
    public void dayClosed(long offset, int day, Set<String> newTenants) {}

    @Override
    public Set<String> closedForErased(long offset) {
        return PartitionTables.closedForErased(sql, partition, offset);
    }

    @Override
    public BackfillStage stage(String tenant, String backfill) {
        return stages.getOrDefault(tenant + "/" + backfill, BackfillStage.OPEN);
    }

    @Override
    public void register(String tenant, String backfill, int firstDay) {
        int registered = PartitionTables.firstDay(sql, tenant, backfill, partition);
        if (registered != firstDay && PartitionTables.isRebuildable(sql, tenant, backfill, partition)) {
            differences.add(
                    tenant + "/backfills/" + backfill + ": history from " + Days.text(registered) + " instead of " + Days.text(firstDay));
        }
        stages.put(tenant + "/" + backfill, BackfillStage.REGISTERED);
    }

    @Override
    public OptionalInt firstDay(String tenant, String backfill) {
        return OptionalInt.of(PartitionTables.firstDay(sql, tenant, backfill));
    }

    @Override
    public void contribute(String tenant, String backfill, List<TenantContribution> contributions) {
        compare(contributions);
        stages.put(tenant + "/" + backfill, BackfillStage.CONTRIBUTED);
    }

    @Override
    public boolean allHaveContributed(String tenant, String backfill) {
        return true;
    }

    @Override
    public void backfillClosed(String tenant, String backfill, boolean anyHistory) {
        stages.put(tenant + "/" + backfill, BackfillStage.CLOSED);
    }

    @Override
    public boolean take(TenantReferenceDay reference) {
        return false;
    }

    private void compare(List<TenantContribution> contributions) {
        for (TenantContribution each : contributions) {
            TenantReferenceDay to = new TenantReferenceDay(each.tenant(), each.day());
            Optional<byte[]> stored = PeerTables.contribution(sql, partition, to);
            boolean same = stored.isPresent() && Arrays.equals(stored.get(), each.contribution().encode());
            if (!same && PeerTables.isRebuildable(sql, partition, to)) {
                differences.add(each.tenant() + ": contribution to the peers of " + Days.text(each.day().day()));
            }
        }
    }
}
