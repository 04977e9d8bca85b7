package dev.bellwether.ingestion.gateway;

import dev.bellwether.ingestion.validation.Fields;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import dev.bellwether.ingestion.v1.Event;
import java.util.List;
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
    static BatchTenant of(List<Event> events) {
        return new BatchTenant(events.stream().map(Event::getTenant).filter(Fields::isTenant).findFirst());
    }

    void check(Event event) {
        if (name.isPresent() && !name.get().equals(event.getTenant())) {
            throw new Rejection("tenant", Reason.OTHER_TENANT, "is not the tenant of the batch's backfill, which is of " + name.get());
        }
    }
}
