package dev.bellwether.chassis.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// `bellwether.clock.…`: what the time is. For tests and demonstrations; no installation sets it.
@ConfigMapping(prefix = "bellwether.clock")
public interface ClockConfig {

    /// Added to the system's clock, to run the platform at another time.
    @WithDefault("PT0S")
    Duration offset();

    /// A file that a test moves the clock on with while the platform runs.
    Optional<Path> offsetFile();
}
