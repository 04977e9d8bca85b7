package dev.bellwether.ingestion.replay;

import java.util.Optional;

/// What of a partition is to be replayed. Markers always are.
///
/// @param from    the first inbound offset
/// @param through the last inbound offset; empty for all that is recorded when the replay begins
/// @param tenant  only this tenant's facts; empty for all
/// @param account only this account's facts; empty for all of the tenant
public record ReplayScope(int partition, long from, Optional<Long> through, Optional<String> tenant, Optional<String> account) {}
