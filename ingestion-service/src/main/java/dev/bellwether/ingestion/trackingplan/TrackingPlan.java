package dev.bellwether.ingestion.trackingplan;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.Rejection;

/// What a tenant's own events mean: which fact each of them is. Immutable, for any number of threads.
public interface TrackingPlan {

    /// Sets the event's fact. What the plan says nothing of becomes a [dev.bellwether.ingestion.v1.NamedEvent] with all its
    /// properties (`identify` a UserIdentified, `group` an AccountProfile of Segment's standard traits).
    ///
    /// @throws Rejection when the plan applies, but cannot make its fact of what has come
    void apply(ForeignEvent foreign, Event.Builder event);
}
