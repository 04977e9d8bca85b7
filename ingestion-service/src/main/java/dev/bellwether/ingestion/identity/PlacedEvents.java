package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.event.DeterministicBytes;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;

/// What is recorded of a message, now that its account is known.
final class PlacedEvents {

    private PlacedEvents() {}

    static Event event(CapturedMessage message, ResolvedAccount place) {
        Event.Builder event = message.getEvent().toBuilder()
                .setTenant(message.getTenant())
                .setAccount(place.account())
                .setUser(place.user());
        if (place.own() && message.hasOwnAccount()) {
            event.setAccountProfile(message.getOwnAccount());
        }
        return event.build();
    }

    /// In the form in which the gateway writes events, so that the same one by another door has the same bytes.
    static byte[] entry(CapturedMessage message, Event event) {
        return DeterministicBytes.of(LogEntry.newBuilder()
                .setReceivedAt(message.getReceivedAt())
                .setBackfill(message.getBackfill())
                .setEvent(event)
                .build());
    }
}
