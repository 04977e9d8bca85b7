package dev.bellwether.features.consumption;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.v1.AccountSnapshots;
import java.time.Instant;
import java.util.Optional;

/// Topic `bellwether.features.v1`.
public interface SnapshotPublisher {

    /// @param receivedAt when the first of the facts was received that caused it; empty when a day's end did
    void publish(int partition, AccountKey account, AccountSnapshots snapshots, Optional<Instant> receivedAt);

    /// Returns when everything that this thread has published is in the log; throws when something has not made it.
    void flush();
}
