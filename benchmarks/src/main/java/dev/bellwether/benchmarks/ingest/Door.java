package dev.bellwether.benchmarks.ingest;

import java.time.Duration;

/// A way in, and a client who uses it as hard as it can.
interface Door extends AutoCloseable {

    String name();

    /// @return events acknowledged; all that were sent
    long run(Duration duration) throws Exception;

    @Override
    void close();
}
