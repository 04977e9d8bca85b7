package dev.bellwether.chassis.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// `bellwether.service.key`
@ConfigMapping(prefix = "bellwether.service")
public interface ServiceKeyConfig {

    /// What the services of the installation show each other.
    Optional<String> key();
}
