package dev.bellwether.ingestion.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "bellwether.identity")
interface IdentityConfig {

    /// How long what an anonymous person has done waits for them to be identified. Who stays a stranger is no account.
    @WithDefault("P30D")
    Duration waitFor();
}
