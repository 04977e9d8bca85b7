package dev.bellwether.chassis.log.clients;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/// `bellwether.partitions`
@ConfigMapping(prefix = "bellwether.partitions")
public interface PartitionsConfig {

    /// Partitions of every topic. Fixed for the life of an installation: an account's place depends on it.
    @WithParentName
    @WithDefault("12")
    int count();
}
