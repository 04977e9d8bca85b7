package dev.bellwether.local.platform;

import dev.bellwether.cli.connection.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A service's AOT cache: the classes that it loads while it starts, loaded and linked already. It is of one JDK and of the service's jars
/// as they are built, and nothing depends on it: where there is none that fits, the service takes longer to start.
final class StartCache {

    private final Path application;
    private final Path cache;
    private final Path madeFor;

    StartCache(Path home, Service service) {
        Path target = home.resolve(service.module()).resolve("target");
        this.application = target.resolve("quarkus-app");
        this.cache = target.resolve("start.aot");
        this.madeFor = target.resolve("start.aot.made-for");
    }

    /// For the JVM that starts the service; nothing where no cache fits.
    List<String> options() {
        // The JVM takes no part of a cache that does not fit, and is to say nothing about it: what it would say goes to the service's log.
        return fits() ? List.of("-XX:AOTCache=" + cache, "-Xlog:disable") : List.of();
    }

    /// For the JVM that runs the service once to make the cache, as it ends.
    List<String> trainingOptions() {
        // The adapters of JDK 25's caches clash by name, as in the images: see deploy/images/build.
        return List.of("-XX:AOTCacheOutput=" + made(), "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching", "-Xlog:disable");
    }

    /// Whether there is one, made of what is built now.
    boolean fits() {
        try {
            return Files.exists(cache) && Files.exists(madeFor) && Files.readString(madeFor).equals(build());
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }

    /// Leaves nothing of a training that was broken off.
    void forget() throws IOException {
        Files.deleteIfExists(made());
        Files.deleteIfExists(recorded());
    }

    /// Takes what a training has made, if it has made one and all of it, for the cache of what was built before.
    ///
    /// @param build as [#build] said before the training
    void take(String build) throws IOException {
        if (Files.exists(made()) && !Files.exists(recorded()) && build.equals(build())) {
            // In this order it never counts as made for another build than its own, whenever this is broken off.
            Files.deleteIfExists(madeFor);
            Files.move(made(), cache, StandardCopyOption.ATOMIC_MOVE);
            Files.move(Files.writeString(madeFor.resolveSibling("start.aot.made-for.new"), build), madeFor, StandardCopyOption.ATOMIC_MOVE);
        }
        forget();
    }

    private Path made() {
        return cache.resolveSibling("start.aot.new");
    }

    /// What the JVM makes the cache of, and removes when that is done.
    private Path recorded() {
        return cache.resolveSibling("start.aot.new.config");
    }

    /// What a cache has to be made of to fit.
    String build() throws IOException {
        Path jdk = Path.of(System.getProperty("java.home"));
        try (Stream<Path> files = Files.walk(application)) {
            return jdk + "\n" + Files.readString(jdk.resolve("release"))
                    + files.filter(file -> file.toString().endsWith(".jar")).sorted().map(StartCache::asBuilt)
                            .collect(Collectors.joining());
        }
    }

    private static String asBuilt(Path jar) {
        return jar + " " + jar.toFile().length() + " " + jar.toFile().lastModified() + "\n";
    }
}
