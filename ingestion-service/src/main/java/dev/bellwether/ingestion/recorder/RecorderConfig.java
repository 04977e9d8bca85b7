package dev.bellwether.ingestion.recorder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// `bellwether.recorder.…`
@ConfigMapping(prefix = "bellwether.recorder")
public interface RecorderConfig {

    /// Whether this replica takes part in finding accounts and recording. Without it, it only takes events in.
    @WithDefault("true")
    boolean enabled();
}
