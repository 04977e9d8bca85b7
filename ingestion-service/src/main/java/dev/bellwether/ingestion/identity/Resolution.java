package dev.bellwether.ingestion.identity;

import java.util.Map;
import java.util.Optional;

/// What has been decided about a partition's records up to an offset. It is stored before a record is published, so that after a crash
/// the same is published again, which the journal deduplicates. Decided a second time, a message could go to another account, since other
/// partitions keep learning who is who.
///
/// @param places of the records to be passed on, by offset
record Resolution(long through, Map<Long, ResolvedAccount> places) {

    boolean covers(long offset) {
        return offset <= through;
    }

    Optional<ResolvedAccount> place(long offset) {
        return Optional.ofNullable(places.get(offset));
    }
}
