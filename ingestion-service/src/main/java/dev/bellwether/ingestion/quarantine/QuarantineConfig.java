package dev.bellwether.ingestion.quarantine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "bellwether.quarantine")
interface QuarantineConfig {

    /// How long a rejected event is kept after it was last sent.
    @WithDefault("P30D")
    Duration keep();

    /// Bytes of rejected events that may wait to be kept. What comes beyond is answered to its sender, but not kept.
    @WithDefault("8000000")
    long waitingBytes();

    /// Rejected events that are kept of one source of a tenant. What comes beyond is counted only.
    @WithDefault("10000")
    int mostPerSource();

    /// Rejected events that are kept of all sources of a tenant together.
    @WithDefault("100000")
    int mostPerTenant();
}
