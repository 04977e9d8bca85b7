package dev.bellwether.ingestion.source;

import dev.bellwether.chassis.errors.Refusal;

/// What a source may send, and what it has sent. Answered and counted in memory: a door asks for each call.
public interface SourceUse {

    /// Takes the events off what the source may send.
    ///
    /// @throws Refusal.Overloaded when it may not send that many now, with when it may
    void admit(Source source, int events);

    void count(Source source, int accepted, int rejected, long bytes);
}
