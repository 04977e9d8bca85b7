package dev.bellwether.ingestion.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "bellwether.identity")
interface IdentityConfig {

    /// How long what an anonymous person has done waits for them to be identified. Who stays a stranger is no account.
    @WithDefault("P30D")
    Duration waitFor();

    /// How long a person must have been quiet, since it is known who they are, before they are taken for an account of their own. What they
    /// do waits until then for a company to become known; six times as long at most. With zero nothing waits.
    @WithDefault("PT10S")
    Duration settleAfter();
}
