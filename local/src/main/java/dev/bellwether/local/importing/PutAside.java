package dev.bellwether.local.importing;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.importing.conflicts.DifferentContent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Events that the front door accepted and the recorder put aside: their ids were taken, by other content.
final class PutAside {

    /// @param field   of the event
    /// @param message why
    record Conflict(String field, String message) {}

    private record Key(String account, String eventId) {}

    private final Map<Key, Conflict> conflicts = new HashMap<>();

    /// Those of a source that were put aside since the import began.
    static PutAside since(Connection connection, String tenant, String source, Instant begin) {
        PutAside found = new PutAside();
        DifferentContent.since(connection, tenant, begin, quarantined -> {
            if (quarantined.getEvent().getSource().equals(source)) {
                found.add(quarantined.getEvent(), new Conflict(quarantined.getField(), quarantined.getMessage()));
            }
        });
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
