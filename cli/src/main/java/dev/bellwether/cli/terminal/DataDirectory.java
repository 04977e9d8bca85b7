package dev.bellwether.cli.terminal;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where the platform keeps what it stores on this machine: the folder `.bellwether` beside the sources, unless another
/// is named.
public final class DataDirectory {

    @Option(names = "--data-dir", paramLabel = "<folder>",
            description = "Where the platform on this machine keeps its data and logs. Default: .bellwether beside the sources.")
    private Path named;

    public Path path() {
        return named == null ? home().resolve(".bellwether") : named.toAbsolutePath().normalize();
    }

    /// Bellwether's own folder.
    public static Path home() {
        return Path.of(System.getProperty("bellwether.home", "")).toAbsolutePath().normalize();
    }
}
