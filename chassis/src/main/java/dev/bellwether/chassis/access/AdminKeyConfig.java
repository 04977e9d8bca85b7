package dev.bellwether.chassis.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// `bellwether.admin.key`
@ConfigMapping(prefix = "bellwether.admin")
interface AdminKeyConfig {

    /// Opens everything.
    Optional<String> key();
}
