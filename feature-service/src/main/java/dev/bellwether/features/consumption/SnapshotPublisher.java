package dev.bellwether.features.consumption;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.v1.AccountSnapshots;

/// Topic `bellwether.features.v1`.
public interface SnapshotPublisher {

    void publish(int partition, AccountKey account, AccountSnapshots snapshots, Cause cause);

    /// Returns when everything that this thread has published is in the log; throws when something has not made it.
    void flush();
}
