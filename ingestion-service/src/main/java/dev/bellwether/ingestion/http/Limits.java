package dev.bellwether.ingestion.http;

import dev.bellwether.ingestion.gateway.Gateway;
import dev.bellwether.ingestion.validation.EventValidator;

/// What one call may bring, whatever it is compressed to.
public final class Limits {

    public static final int EVENT_BYTES = EventValidator.MOST_BYTES;
    public static final int BATCH_BYTES = 500 * 1024;
    public static final int BATCH_EVENTS = Gateway.MOST_EVENTS;

    private Limits() {}
}
