package dev.bellwether.features.account;

import java.util.Set;

/// Some accounts of a partition. Closing an account takes it out of the selection, so a second visit meets only those still to be
/// closed.
public sealed interface Selection {

    Set<String> tenants();

    boolean includes(FoldedAccount account);

    record OfTenants(Set<String> tenants) implements Selection {
        @Override
        public boolean includes(FoldedAccount account) {
            return tenants.contains(account.key().tenant());
        }
    }

    /// Evaluated on the day, and not closed that far.
    record NotClosedOn(Set<String> tenants, int day) implements Selection {
        @Override
        public boolean includes(FoldedAccount account) {
            return tenants.contains(account.key().tenant())
                    && account.isEvaluatedOn(day)
                    && account.row().lastClosedDay() < day;
        }
    }

    /// With facts of an unfinished backfill.
    record InBackfill(String tenant, String backfill) implements Selection {
        @Override
        public Set<String> tenants() {
            return Set.of(tenant);
        }

        @Override
        public boolean includes(FoldedAccount account) {
            return tenant.equals(account.key().tenant()) && account.row().backfill().equals(backfill);
        }
    }
}
