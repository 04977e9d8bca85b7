package dev.bellwether.ingestion.http;

import dev.bellwether.ingestion.validation.EventLimits;

/// What one call may bring, whatever it is compressed to.
public final class Limits {

    public static final int EVENT_BYTES = EventLimits.BYTES;
    public static final int BATCH_BYTES = 500 * 1024;
    public static final int BATCH_EVENTS = EventLimits.EVENTS_OF_A_BATCH;

    private Limits() {}
}
