package dev.bellwether.ingestion.account;

import java.time.Instant;
import java.util.Optional;

/// An account of which something is kept.
///
/// @param lastEventAt when the last of its recorded events happened
public record ListedAccount(String account, Optional<Instant> lastEventAt) {

    /// The same account from another table.
    ListedAccount and(ListedAccount other) {
        return lastEventAt.isPresent() ? this : other;
    }
}
