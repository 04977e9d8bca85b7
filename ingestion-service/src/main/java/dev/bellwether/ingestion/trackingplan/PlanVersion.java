package dev.bellwether.ingestion.trackingplan;

import java.time.Instant;
import java.util.Optional;

/// A version of a tenant's plan.
///
/// @param number      from 1; 0 for the one that ships with Bellwether
/// @param publishedAt empty for that one
public record PlanVersion(String tenant, int number, String definition, Optional<Instant> publishedAt) {

    static PlanVersion of(StoredPlan stored) {
        return new PlanVersion(stored.tenant, stored.version, stored.definition, Optional.of(stored.createTime));
    }

    static PlanVersion shipped(String tenant) {
        return new PlanVersion(tenant, 0, ShippedPlan.DEFINITION, Optional.empty());
    }

    /// As in `tenants/acme/trackingPlan/versions/3`.
    public String name() {
        return "tenants/" + tenant + "/trackingPlan/versions/" + number;
    }
}
