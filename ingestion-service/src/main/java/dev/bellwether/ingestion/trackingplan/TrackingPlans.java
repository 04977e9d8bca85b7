package dev.bellwether.ingestion.trackingplan;

/// The tracking plans of all tenants. Answered from memory: a door asks for each call.
public interface TrackingPlans {

    /// The one in force; the one that Bellwether ships for a tenant that has published none.
    TrackingPlan inForce(String tenant);
}
