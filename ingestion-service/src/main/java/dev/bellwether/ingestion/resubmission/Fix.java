package dev.bellwether.ingestion.resubmission;

import dev.bellwether.ingestion.v1.Event;

/// What is sent in place of an event that was rejected.
public sealed interface Fix {

    /// The event as it was kept.
    record AsKept() implements Fix {}

    record OfEvent(Event event) implements Fix {}

    record OfJson(String json) implements Fix {}
}
