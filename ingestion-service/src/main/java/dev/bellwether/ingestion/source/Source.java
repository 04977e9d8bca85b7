package dev.bellwether.ingestion.source;

/// A system of a tenant's that sends events.
///
/// @param tenant whose events it sends: of no other
/// @param id     as in `web-app`; the `source` of its events
public record Source(String tenant, String id) {

    /// As in `tenants/acme/sources/web-app`.
    public String name() {
        return "tenants/" + tenant + "/sources/" + id;
    }
}
