package dev.bellwether.cli.importing;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.importing.conflicts.DifferentContent;
import dev.bellwether.ingestion.v1.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Events that the front door accepted and the recorder put aside: their ids were taken, by other content.
final class ConflictingEvents {

    /// @param field   of the event
    /// @param message why
    record Conflict(String field, String message) {}

    private record Key(String account, String eventId) {}

    private final Map<Key, Conflict> conflicts = new HashMap<>();

    /// Those of a source that were put aside since the import began.
    static ConflictingEvents since(Connection connection, String tenant, String source, Instant begin) {
        ConflictingEvents found = new ConflictingEvents();
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
        return row.stream().map(event -> conflicts.get(new Key(event.getAccount(), event.getEventId())))
                .filter(conflict -> conflict != null).findFirst();
    }
}
