package dev.bellwether.ingestion.validation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;

/// `bellwether.retention`
@ConfigMapping(prefix = "bellwether.retention")
public interface RetentionConfig {

    /// Events that happened longer ago are rejected, and what must be known of accepted ones is kept as long.
    @WithParentName
    @WithDefault("P1200D")
    Duration period();
}
