package dev.bellwether.local.importing;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsResponse;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.sending.Patience;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Events that the front door accepted and the recorder put aside: their ids were taken, by other content.
final class PutAside {

    static final String REASON = "DIFFERENT_CONTENT";
    private static final int PAGE = 1_000;

    /// @param field   of the event
    /// @param message why
    record Conflict(String field, String message) {}

    private record Key(String account, String eventId) {}

    private final Map<Key, Conflict> conflicts = new HashMap<>();

    /// Those of a source that were put aside since the import began.
    static PutAside since(Connection connection, String tenant, String source, Instant begin) {
        PutAside found = new PutAside();
        ListQuarantinedEventsRequest.Builder request = ListQuarantinedEventsRequest.newBuilder().setParent("tenants/" + tenant).setReason(REASON)
                .setPageSize(PAGE);
        do {
            ListQuarantinedEventsResponse page = Patience.RESTART.call(() -> connection.ingestion().listQuarantinedEvents(request.build()));
            for (QuarantinedEvent quarantined : page.getEventsList()) {
                if (Dates.instant(quarantined.getLastSeenAt()).isBefore(begin)) {
                    return found;
                }
                if (quarantined.getEvent().getSource().equals(source)) {
                    found.add(quarantined.getEvent(), new Conflict(quarantined.getField(), quarantined.getMessage()));
                }
            }
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return found;
    }

    void add(Event event, Conflict conflict) {
        conflicts.put(new Key(event.getAccount(), event.getEventId()), conflict);
    }

    boolean isEmpty() {
        return conflicts.isEmpty();
    }

    /// Why the first of a row's events that was put aside was. Empty when none was.
    Optional<Conflict> of(List<Event> row) {
        return row.stream().map(event -> conflicts.get(new Key(event.getAccount(), event.getEventId()))).filter(conflict -> conflict != null).findFirst();
    }
}
