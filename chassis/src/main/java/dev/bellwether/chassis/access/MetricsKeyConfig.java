package dev.bellwether.chassis.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// `bellwether.metrics.key`
@ConfigMapping(prefix = "bellwether.metrics")
interface MetricsKeyConfig {

    /// What Prometheus shows; opens metrics alone.
    Optional<String> key();
}
