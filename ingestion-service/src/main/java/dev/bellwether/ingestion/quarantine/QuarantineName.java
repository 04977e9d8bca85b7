package dev.bellwether.ingestion.quarantine;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import java.util.List;
import java.util.UUID;

/// Which quarantined event.
///
/// @param tenant or [Quarantined#NO_TENANT]
public record QuarantineName(String tenant, UUID fingerprint) {

    private static final ResourcePattern PATTERN = ResourcePattern.of("tenants/{tenant}/quarantinedEvents/{quarantined_event}");

    /// @param field where the caller put the name
    public static QuarantineName parse(String field, String name) {
        List<String> parts = PATTERN.parse(field, name);
        String tenant = parts.getFirst();
        try {
            return new QuarantineName(
                    tenant.equals(Quarantined.NO_TENANT) ? tenant : ResourceNames.requireTenant(field, tenant),
                    UUID.fromString(parts.getLast()));
        } catch (IllegalArgumentException _) {
            throw new Refusal.InvalidArgument(field, "must look like " + PATTERN + " as a listing gives it, not '" + name + "'");
        }
    }

    @Override
    public String toString() {
        return PATTERN.format(tenant, fingerprint.toString());
    }
}
