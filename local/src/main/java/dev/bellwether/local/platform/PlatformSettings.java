package dev.bellwether.local.platform;

import dev.bellwether.cli.connection.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a platform on this machine is started with.
///
/// @param home          Bellwether's own folder, with the built services
/// @param dataDirectory where everything is stored
/// @param fresh         forget what is stored, first
/// @param kafka         host:port of a Kafka that runs already; else one is started
/// @param postgres      host:port of a PostgreSQL that runs already; else one is started
/// @param clockOffset   added to the system's clock
/// @param services      those to be started
/// @param options       more for each service's command line, as in `-Dbellwether.recorder.enabled=false`
public record PlatformSettings(Path home, Path dataDirectory, boolean fresh, PlatformPorts ports, Optional<String> kafka,
        Optional<String> postgres, Duration clockOffset, Set<Service> services, List<String> options) {

    /// The whole platform, as it is.
    public PlatformSettings(Path home, Path dataDirectory, boolean fresh, PlatformPorts ports, Optional<String> kafka,
            Optional<String> postgres, Duration clockOffset) {
        this(home, dataDirectory, fresh, ports, kafka, postgres, clockOffset, Set.of(Service.values()), List.of());
    }

    /// The services to be started, each after those that its events come from.
    EnumSet<Service> inOrder() {
        EnumSet<Service> ordered = EnumSet.noneOf(Service.class);
        ordered.addAll(services);
        return ordered;
    }

    public PlatformSettings with(Set<Service> services, String... options) {
        return new PlatformSettings(home, dataDirectory, fresh, ports, kafka, postgres, clockOffset, services, List.of(options));
    }
}
