package dev.bellwether.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bellwether.cli.connection.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Before the other tests of this module in a run of all tests (see pom.xml): their platforms start with the caches that it makes, in half
/// of the processor time.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TrainedStartTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void every_service_starts_from_the_cache_that_its_training_has_made() {
        assumeTrue(new StartTraining(HOME, System.err::println).train(), "there are caches");

        PlatformSettings settings =
                new PlatformSettings(HOME, folder, false, PlatformPorts.free(), Optional.empty(), Optional.empty(), Duration.ZERO);
        // With this, a JVM whose cache does not fit refuses to start.
        try (LocalPlatform platform = LocalPlatform.start(settings.with(settings.services(), "-XX:AOTMode=on"), System.err::println)) {
            for (Service service : Service.values()) {
                assertThat(arguments(platform.pid(service))).as("%s", service).anyMatch(option -> option.startsWith("-XX:AOTCache="));
                assertThat(platform.restarts(service)).isZero();
            }
        }
    }

    private static List<String> arguments(long pid) {
        return List.of(ProcessHandle.of(pid).orElseThrow().info().arguments().orElseThrow());
    }
}
