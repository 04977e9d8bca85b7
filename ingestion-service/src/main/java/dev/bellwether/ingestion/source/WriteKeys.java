package dev.bellwether.ingestion.source;

import java.util.Optional;

/// Whose write key is it? Answered from memory: a door asks for each call.
public interface WriteKeys {

    /// Empty when there is no such key, or it has been revoked.
    Optional<Source> sourceOf(String key);
}
