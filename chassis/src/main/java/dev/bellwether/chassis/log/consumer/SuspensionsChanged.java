package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import java.util.Set;

/// Accounts have been suspended or resumed since the batch was put together: it is put together again.
final class SuspensionsChanged extends RuntimeException {
    private final Set<AccountKey> suspended;

    SuspensionsChanged(Set<AccountKey> suspended) {
        super("suspensions have changed", null, false, false);
        this.suspended = suspended;
    }

    Set<AccountKey> suspended() {
        return suspended;
    }
}
