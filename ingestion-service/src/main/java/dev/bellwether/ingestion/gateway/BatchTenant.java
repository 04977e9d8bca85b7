package dev.bellwether.ingestion.gateway;

import dev.bellwether.ingestion.validation.Fields;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.ingestion.v1.Event;
import java.util.Optional;

/// A backfill is one tenant's: whose events a batch may hold.
///
/// @param name empty when the batch may hold events of any
record BatchTenant(Optional<String> name) {

    private static final BatchTenant ANY = new BatchTenant(Optional.empty());

    static BatchTenant any() {
        return ANY;
    }

    /// That of the first event with a valid one. When there is none, every event is rejected anyway.
    static BatchTenant of(EventBatch events) {
        for (int i = 0; i < events.size(); i++) {
            try {
                String tenant = events.event(i).getTenant();
                if (Fields.isTenant(tenant)) {
                    return new BatchTenant(Optional.of(tenant));
                }
            } catch (InvalidProtocolBufferException _) {
                // Rejected in its turn.
            }
        }
        return ANY;
    }

    boolean isAny() {
        return name.isEmpty();
    }

    void check(Event event) {
        if (name.isPresent() && !name.get().equals(event.getTenant())) {
            throw new Rejection("tenant", Reason.OTHER_TENANT, "is not the tenant of the batch's backfill, which is of " + name.get());
        }
    }
}
