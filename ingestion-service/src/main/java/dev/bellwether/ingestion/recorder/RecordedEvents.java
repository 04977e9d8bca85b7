package dev.bellwether.ingestion.recorder;

import dev.bellwether.ingestion.journal.LogRecord;

/// Where the recorder passes on what is new.
interface RecordedEvents {

    /// @param key as it came, absent for a marker
    void publish(int partition, byte[] key, LogRecord record);

    /// Returns when everything that this thread has published is durable, or fails.
    void flush();
}
