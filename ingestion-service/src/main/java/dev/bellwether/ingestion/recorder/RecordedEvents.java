package dev.bellwether.ingestion.recorder;

import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.ingestion.journal.LogRecord;
import java.util.Optional;

/// Where the recorder passes on what is new.
interface RecordedEvents {

    /// @param key   as it came, absent for a marker
    /// @param trace that it is in, if it is in one
    void publish(int partition, byte[] key, LogRecord record, Optional<TraceParent> trace);

    /// Returns when everything that this thread has published is durable, or fails.
    void flush();
}
