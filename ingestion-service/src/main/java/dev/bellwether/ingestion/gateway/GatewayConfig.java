package dev.bellwether.ingestion.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "bellwether.gateway")
interface GatewayConfig {

    /// Bytes of events that may wait for the log's acknowledgement at one time. What comes beyond is answered
    /// RESOURCE_EXHAUSTED.
    @WithDefault("24000000")
    int inFlightBytes();

    /// How long the log may take to acknowledge a batch.
    @WithDefault("PT10S")
    Duration acknowledgeWithin();

    /// How long the log may take to make room for an event.
    @WithDefault("PT3S")
    Duration makeRoomWithin();
}
