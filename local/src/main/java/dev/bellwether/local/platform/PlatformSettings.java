package dev.bellwether.local.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a platform on this machine is started with.
///
/// @param home          Bellwether's own folder, with the built services
/// @param dataDirectory where everything is stored
/// @param fresh         forget what is stored, first
/// @param kafka         host:port of a Kafka that runs already; else one is started
/// @param postgres      host:port of a PostgreSQL that runs already; else one is started
/// @param clockOffset   added to the system's clock
public record PlatformSettings(Path home, Path dataDirectory, boolean fresh, Ports ports, Optional<String> kafka,
        Optional<String> postgres, Duration clockOffset) {}
