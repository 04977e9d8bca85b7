package dev.bellwether.ingestion.identity;

import java.util.Map;
import java.util.Optional;

/// What has been decided about a partition's records up to an offset. Decided once: it is stored before anything is passed on,
/// so that a crash in between passes on the same again, which the journal recognises. Decided anew, a message could go to
/// another account, since other partitions go on learning who is who.
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
