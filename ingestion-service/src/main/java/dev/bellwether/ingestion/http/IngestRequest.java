package dev.bellwether.ingestion.http;

import dev.bellwether.ingestion.source.Source;
import dev.bellwether.ingestion.trackingplan.TrackingPlan;
import java.time.Instant;

/// What all events of one call share.
///
/// @param key        that it came with
/// @param source     whose key it is
/// @param receivedAt when it came, by our clock
/// @param backfill   empty for what happens now
/// @param dry        whether nothing is to be sent: the caller only asks what would be taken
/// @param reported   whether the caller wants to know what has become of each event
public record IngestRequest(
        String key, Source source, TrackingPlan plan, Instant receivedAt, String backfill, boolean dry, boolean reported) {}
