package dev.bellwether.local.rolling;

import dev.bellwether.cli.connection.Addresses;
import dev.bellwether.cli.connection.AdminKey;
import dev.bellwether.cli.connection.RandomKey;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Two replicas of each service on one Kafka and one PostgreSQL, as the chart installs them: behind one address a service, and each
/// given time to end.
final class Replicas implements AutoCloseable {

    static final int COUNT = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<PlatformPorts> ports = new ArrayList<>();
    private final List<LocalPlatform> platforms = new ArrayList<>();
    private final Map<Service, Entrance> entrances = new EnumMap<>(Service.class);

    Replicas(Path folder, Duration clockOffset) throws IOException {
        for (int replica = 0; replica < COUNT; replica++) {
            ports.add(PlatformPorts.free());
        }
        for (Service service : Service.values()) {
            entrances.put(service, new Entrance(service, ports));
        }
        List<String> options = new ArrayList<>(List.of(
                "-Dbellwether.service.key=" + RandomKey.make(),
                // As in the chart, halved: by the end of the delay, no caller is sent here any more.
                "-Dquarkus.shutdown.delay=5s", "-Dquarkus.shutdown.timeout=8s"));
        for (Service service : Service.values()) {
            options.add("-Dbellwether.peers." + service.database() + "=" + entrances.get(service).address());
        }
        for (int replica = 0; replica < COUNT; replica++) {
            boolean first = replica == 0;
            if (!first) {
                options.add("-Dbellwether.admin.key=" + adminKey().value());
            }
            PlatformSettings settings =
                    new PlatformSettings(Path.of("..").toAbsolutePath().normalize(), folder.resolve("replica-" + replica), false,
                            ports.get(replica), first ? Optional.empty() : Optional.of(kafka()),
                            first ? Optional.empty() : Optional.of(platforms.getFirst().postgres()), clockOffset);
            platforms.add(LocalPlatform.start(settings.with(settings.services(), options.toArray(String[]::new)), System.err::println));
        }
        for (Service service : Service.values()) {
            ports.forEach(replica -> awaitReady(service, replica));
        }
    }

    String kafka() {
        return platforms.getFirst().kafka();
    }

    AdminKey adminKey() {
        return platforms.getFirst().adminKey();
    }

    /// The entrances'.
    Addresses addresses() {
        return new Addresses(
                entrances.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().address())));
    }

    /// By SIGTERM, as Kubernetes does. Returns when its successor is ready.
    void restart(Service service, int replica) {
        LocalPlatform platform = platforms.get(replica);
        int before = platform.restarts(service);
        ProcessHandle.of(platform.pid(service)).ifPresent(ProcessHandle::destroy);
        Eventually.eventually(PATIENCE, () -> platform.restarts(service), restarts -> restarts > before);
        awaitReady(service, ports.get(replica));
    }

    private void awaitReady(Service service, PlatformPorts replica) {
        Eventually.eventually(PATIENCE, () -> entrances.get(service).isReady(replica), ready -> ready);
    }

    @Override
    public void close() {
        platforms.reversed().forEach(LocalPlatform::close);
        entrances.values().forEach(Entrance::close);
    }
}
