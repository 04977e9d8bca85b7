package dev.bellwether.ingestion.erasure;

import dev.bellwether.chassis.erasure.Fingerprint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An account's erasure, which does not name it.
///
/// @param confirmations when each service confirmed, by its name
/// @param completedAt   when the last of those that are waited for did
public record Erasure(
        Fingerprint fingerprint, String tenant, String reason, Instant requestedAt, Optional<Instant> completedAt,
        Map<String, Instant> confirmations) {

    public String name() {
        return "tenants/" + tenant + "/erasures/" + fingerprint;
    }
}
