package dev.bellwether.ingestion.source;

import java.time.Instant;
import java.time.LocalDate;

/// What a source has sent on one day (UTC).
///
/// @param bytes size of the calls' bodies
public record SourceDay(LocalDate day, long accepted, long rejected, long bytes, Instant lastSeen) {}
