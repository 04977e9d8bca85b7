package dev.bellwether.features.peers;

import dev.bellwether.features.state.Days;
import java.util.HashSet;
import java.util.Set;

/// Which peer references a partition may use at its place in the log. What other partitions have stored meanwhile must not
/// show, or the same log would not always give the same snapshots: a partition knows a reference once it has passed the
/// marker that the reference was taken at, having waited there.
///
/// @param lastClosedDay of the last DayClosed passed; [Days#NONE] before the first
/// @param backfills     "tenant/backfill" of the BackfillFinished markers passed
/// @param tenants       those that the partition has closed accounts of, or has passed a BackfillFinished with history of
public record VisibleReferences(int lastClosedDay, Set<String> backfills, Set<String> tenants) {

    public static final VisibleReferences NOTHING = new VisibleReferences(Days.NONE, Set.of(), Set.of());

    public VisibleReferences {
        backfills = Set.copyOf(backfills);
        tenants = Set.copyOf(tenants);
    }

    public boolean finished(String tenant, String backfill) {
        return backfills.contains(tenant + "/" + backfill);
    }

    public boolean knows(String tenant, ReferenceDay reference) {
        return reference.backfill().isEmpty()
                ? reference.day() <= lastClosedDay && tenants.contains(tenant)
                : finished(tenant, reference.backfill());
    }

    /// As if the partition had waited for this tenant all along: what all partitions together know at this marker.
    public VisibleReferences having(String tenant) {
        return tenants.contains(tenant) ? this : new VisibleReferences(lastClosedDay, backfills, union(tenants, Set.of(tenant)));
    }

    public VisibleReferences afterClosing(int day, Set<String> closedTenants) {
        return new VisibleReferences(
                Math.max(day, lastClosedDay),
                backfills,
                tenants.containsAll(closedTenants) ? tenants : union(tenants, closedTenants));
    }

    /// @param anyHistory whether days were closed; only then does the tenant have references
    public VisibleReferences afterBackfill(String tenant, String backfill, boolean anyHistory) {
        return new VisibleReferences(
                lastClosedDay,
                union(backfills, Set.of(tenant + "/" + backfill)),
                anyHistory ? union(tenants, Set.of(tenant)) : tenants);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }
}
