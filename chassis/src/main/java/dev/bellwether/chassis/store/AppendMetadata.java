package dev.bellwether.chassis.store;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.tracing.TraceParent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What is known of the events of one append but is no part of the decision.
///
/// @param decidedAt  when it was decided
/// @param receivedAt when the first of the facts was received that led to these events, if any did
/// @param traces     that what was decided on is in, of those accounts of which any is
public record AppendMetadata(Instant decidedAt, Optional<Instant> receivedAt, Map<AccountKey, TraceParent> traces) {

    public AppendMetadata(Instant decidedAt) {
        this(decidedAt, Optional.empty(), Map.of());
    }

    Optional<TraceParent> trace(AccountKey account) {
        return traces.isEmpty() ? Optional.empty() : Optional.ofNullable(traces.get(account));
    }
}
