package dev.bellwether.ingestion.http;

/// A door whose events are JSON, for events that do not come over the wire but are sent again.
public interface JsonDoor {

    /// As in `segment`.
    String name();

    /// @param json checked before: it is a JSON object
    /// @param id   for an event that says none, where the door takes such: the same each time, so that it counts once
    Item item(IngestRequest sending, Slice json, String id);
}
