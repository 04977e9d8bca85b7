package dev.bellwether.features.closing;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Where the partitions tell each other what they contribute to the peer references. Seen from one partition, standing at
/// a marker; every partition meets the markers in the same order.
public interface Coordination {

    /// Whether this partition has contributed to the closing of the day.
    boolean hasContributed(int day);

    /// Each partition does at each closing, if only to say that it has nothing.
    void contribute(int day, List<TenantContribution> contributions);

    boolean allHaveContributed(int day);

    /// Some accounts are closed at the marker at this offset and others not yet; until the partition is through it.
    void halfClosed(long offset);

    /// The day is closed here; these tenants were closed for the first time.
    ///
    /// @param offset of the marker
    void dayClosed(long offset, int day, Set<String> newTenants);

    /// Tenants that were closed for the first time at the marker at this offset, as far as that was for accounts that may have
    /// been erased since: a rebuild knows them from here alone.
    default Set<String> closedForErased(long offset) {
        return Set.of();
    }

    BackfillStage stage(String tenant, String backfill);

    /// @param firstDay the first day of history that the backfill has brought to this partition; `Days.NONE` for none
    void register(String tenant, String backfill, int firstDay);

    /// The earliest of the registered days (`Days.NONE` for none); empty until all partitions have registered.
    OptionalInt firstDay(String tenant, String backfill);

    void contribute(String tenant, String backfill, List<TenantContribution> contributions);

    boolean allHaveContributed(String tenant, String backfill);

    /// @param anyHistory whether it brought days to close, to whichever partition; with them the tenant's first references
    void backfillClosed(String tenant, String backfill, boolean anyHistory);

    /// Computes the tenant's references of the day from all partitions' contributions, unless they exist, or no partition has
    /// contributed.
    ///
    /// @return whether they were computed now, and must become visible to the other partitions
    boolean take(TenantReferenceDay reference);
}
