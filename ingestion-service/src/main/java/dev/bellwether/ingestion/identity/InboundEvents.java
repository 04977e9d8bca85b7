package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.account.AccountKey;

/// Where messages go on to when their account is known.
interface InboundEvents {

    void send(AccountKey account, byte[] entry);

    /// Returns when everything that this thread has sent is durable, or fails.
    void flush();
}
