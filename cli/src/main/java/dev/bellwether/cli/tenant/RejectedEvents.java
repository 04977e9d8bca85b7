package dev.bellwether.cli.tenant;

import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.DeleteQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A tenant's events in quarantine.
record RejectedEvents(Connection connection, String tenant) {

    private static final int PAGE = 1_000;
    private static final RetryingCall PATIENCE = new RetryingCall(Duration.ofMinutes(1));

    long count() {
        return delete(DeleteQuarantinedEventsRequest.newBuilder().setAll(true).setValidateOnly(true));
    }

    /// @return how many there were
    long delete() {
        return delete(DeleteQuarantinedEventsRequest.newBuilder().setAll(true));
    }

    /// Those alone that were handed over, so that none is deleted that came in between.
    ///
    /// @param keeper keeps them before they are deleted
    /// @return how many there were
    long delete(Consumer<List<QuarantinedEvent>> keeper) {
        long deleted = 0;
        while (true) {
            List<QuarantinedEvent> some = PATIENCE.call(() -> connection.ingestion().listQuarantinedEvents(
                    ListQuarantinedEventsRequest.newBuilder().setParent(ResourceNames.tenant(tenant)).setPageSize(PAGE).build()))
                    .getEventsList();
            if (some.isEmpty()) {
                return deleted;
            }
            keeper.accept(some);
            deleted +=
                    delete(DeleteQuarantinedEventsRequest.newBuilder().addAllNames(some.stream().map(QuarantinedEvent::getName).toList()));
        }
    }

    private long delete(DeleteQuarantinedEventsRequest.Builder which) {
        return PATIENCE.call(() -> connection.ingestion().deleteQuarantinedEvents(which.setParent(ResourceNames.tenant(tenant)).build()))
                .getDeleted();
    }
}
