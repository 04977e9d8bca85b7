package dev.bellwether.local.importing;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsResponse;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.importing.mapping.Mapping;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Events that the front door accepted and the recorder put aside: their ids were taken, by other content.
final class PutAside {

    private static final String REASON = "DIFFERENT_CONTENT";
    private static final int PAGE = 1_000;

    private PutAside() {}

    /// Adds to each file the rows of which something was put aside since the import began.
    ///
    /// @param source    of the import's events
    /// @param line      where an event's row begins
    /// @param rejected  rows that count as rejected already; takes those that are found here
    static void add(Connection connection, String tenant, String source, Instant begin, Map<String, FileCount> files,
            ToLongFunction<Event> line, RowKeys rejected, Rejections rejections) {
        ListQuarantinedEventsRequest.Builder request = ListQuarantinedEventsRequest.newBuilder().setParent("tenants/" + tenant).setReason(REASON)
                .setPageSize(PAGE);
        do {
            ListQuarantinedEventsResponse page = connection.ingestion().listQuarantinedEvents(request.build());
            for (QuarantinedEvent quarantined : page.getEventsList()) {
                if (Dates.instant(quarantined.getLastSeenAt()).isBefore(begin)) {
                    return;
                }
                Event event = quarantined.getEvent();
                FileCount file = files.get(Mapping.fileOf(event.getEventId()));
                if (file != null && event.getSource().equals(source) && rejected.add(event)) {
                    file.putAside++;
                    rejections.add(REASON, file.file, () -> line.applyAsLong(event), quarantined.getField(), quarantined.getMessage());
                }
            }
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
    }
}
