package dev.bellwether.features.journal;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.ingestion.v1.LogEntry;
import java.util.Optional;
import java.util.OptionalLong;

/// What has been recorded, in the order of the log.
public interface JournalReader {

    /// Hands over the entries of one partition, markers included, up to an offset.
    ///
    /// @param only the account whose facts are wanted; empty for all
    void replay(int partition, long through, Optional<AccountKey> only, Reader reader);

    /// Hands over the entries of one partition, markers included, from an offset on.
    ///
    /// @param before the first one no longer wanted; empty for all that is recorded when the call begins
    void replay(int partition, long from, OptionalLong before, Reader reader);

    @FunctionalInterface
    interface Reader {
        /// @param offset inbound offset
        void read(long offset, LogEntry entry);
    }
}
