package dev.bellwether.ingestion.identity;

import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;

/// What is recorded of a message, now that its account is known.
final class PlacedEvents {

    private PlacedEvents() {}

    static Event event(CapturedMessage message, Place place) {
        Event.Builder event = message.getEvent().toBuilder()
                .setTenant(message.getTenant())
                .setAccount(place.account())
                .setUser(place.user());
        if (place.own() && message.hasOwnAccount()) {
            event.setAccountProfile(message.getOwnAccount());
        }
        return event.build();
    }

    static LogEntry entry(CapturedMessage message, Event event) {
        return LogEntry.newBuilder()
                .setReceivedAt(message.getReceivedAt())
                .setBackfill(message.getBackfill())
                .setEvent(event)
                .build();
    }
}
