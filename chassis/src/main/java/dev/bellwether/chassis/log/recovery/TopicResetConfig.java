package dev.bellwether.chassis.log.recovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/// `bellwether.log.…`
@ConfigMapping(prefix = "bellwether.log")
public interface TopicResetConfig {

    /// Whether an operator has confirmed that the topics are new ones, the old ones being lost.
    @WithName("continue")
    @WithDefault("false")
    boolean confirmed();
}
