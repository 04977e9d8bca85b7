package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.tracing.TraceParent;
import java.util.Optional;

/// Where messages are published when their account is known.
interface InboundEvents {

    /// @param trace that it is in, if it is in one
    void send(AccountKey account, byte[] entry, Optional<TraceParent> trace);

    /// Returns when everything that this thread has sent is durable, or fails.
    void flush();
}
