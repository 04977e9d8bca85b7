package dev.bellwether.cli.importing.conflicts;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsResponse;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import java.time.Instant;
import java.util.function.Consumer;

/// Events that a door accepted and that were put aside later: their ids were taken, by other content.
public final class DifferentContent {

    public static final String REASON = "DIFFERENT_CONTENT";
    private static final int PAGE = 1_000;

    private DifferentContent() {}

    /// Hands over those of the tenant that were put aside at that time or later, by the platform's clock, newest first.
    public static void since(Connection connection, String tenant, Instant begin, Consumer<QuarantinedEvent> reader) {
        ListQuarantinedEventsRequest.Builder request = request(tenant).setPageSize(PAGE);
        do {
            ListQuarantinedEventsResponse page = page(connection, request);
            for (QuarantinedEvent quarantined : page.getEventsList()) {
                if (Dates.instant(quarantined.getLastSeenAt()).isBefore(begin)) {
                    return;
                }
                reader.accept(quarantined);
            }
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
    }

    /// From when on those were put aside that have not been so yet.
    public static Instant next(Connection connection, String tenant) {
        return page(connection, request(tenant).setPageSize(1)).getEventsList().stream()
                .map(newest -> Dates.instant(newest.getLastSeenAt()).plusNanos(1)).findFirst().orElse(Instant.EPOCH);
    }

    private static ListQuarantinedEventsRequest.Builder request(String tenant) {
        return ListQuarantinedEventsRequest.newBuilder().setParent("tenants/" + tenant).setReason(REASON);
    }

    private static ListQuarantinedEventsResponse page(Connection connection, ListQuarantinedEventsRequest.Builder request) {
        return RetryingCall.RESTART.call(() -> connection.ingestion().listQuarantinedEvents(request.build()));
    }
}
