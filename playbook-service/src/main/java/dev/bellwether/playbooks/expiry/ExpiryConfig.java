package dev.bellwether.playbooks.expiry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// `bellwether.expiry.…`
@ConfigMapping(prefix = "bellwether.expiry")
public interface ExpiryConfig {

    /// How often is looked for recommendations that have run out and snoozes that are over.
    @WithDefault("PT5S")
    Duration interval();

    /// Accounts in one transaction at most.
    @WithDefault("500")
    int batch();
}
