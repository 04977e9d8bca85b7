package dev.bellwether.features.account;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.v1.AccountSnapshots;

/// Takes the snapshots that come out of the fold, in order.
@FunctionalInterface
public interface SnapshotSink {
    void accept(AccountKey account, AccountSnapshots snapshots);
}
