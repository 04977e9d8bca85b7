package dev.bellwether.local.platform;

import dev.bellwether.cli.connection.Service;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Makes the services' AOT caches, once for each build: runs a platform of its own until it is ready, and ends it.
public final class StartTraining {

    private final Path home;
    private final Consumer<String> tell;

    /// @param home Bellwether's own folder, with the built services
    /// @param tell takes sentences about what is going on
    public StartTraining(Path home, Consumer<String> tell) {
        this.home = home;
        this.tell = tell;
    }

    /// Does nothing where the caches fit, or another trains here. Nothing that fails here is a failure: starts take longer then.
    ///
    /// @return whether each service has a cache that fits
    public boolean train() {
        try (FileChannel channel = FileChannel.open(home.resolve("local/target/start.aot.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
            if (lock != null && !isDone()) {
                make();
            }
        } catch (OverlappingFileLockException _) {
            // Another thread does.
        } catch (IOException | RuntimeException failure) {
            tell.accept("Starts take longer, since no AOT caches were made: " + failure);
        }
        return isDone();
    }

    private boolean isDone() {
        return Stream.of(Service.values()).map(this::cache).allMatch(StartCache::fits);
    }

    private void make() throws IOException {
        tell.accept("Making the AOT caches of the services ...");
        Map<Service, String> builds = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            builds.put(service, cache(service).build());
            cache(service).forget();
        }
        Path folder = Files.createTempDirectory("bellwether-training");
        try {
            LocalPlatform.startForTraining(new PlatformSettings(home, folder, false, PlatformPorts.free(), Optional.empty(),
                    Optional.empty(), Duration.ZERO)).close();
            for (Service service : Service.values()) {
                cache(service).take(builds.get(service));
            }
        } finally {
            FolderTree.delete(folder);
        }
    }

    private StartCache cache(Service service) {
        return new StartCache(home, service);
    }
}
