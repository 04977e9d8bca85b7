package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/// Where a platform that runs on this machine can be reached, in a file of its data folder.
public final class AddressFile {

    private AddressFile() {}

    private static Path in(Path dataDirectory) {
        return dataDirectory.resolve("platform.properties");
    }

    /// @param others what is not a service's address, for programs that are not commands
    public static void write(Path dataDirectory, Addresses addresses, Map<String, String> others) throws IOException {
        Properties properties = addresses.properties();
        properties.putAll(others);
        // Under another name first: who waits for it never reads half of it.
        Path unfinished = dataDirectory.resolve("platform.properties.new");
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            properties.store(writer, null);
        }
        Files.move(unfinished, in(dataDirectory), StandardCopyOption.ATOMIC_MOVE);
    }

    public static void delete(Path dataDirectory) throws IOException {
        Files.deleteIfExists(in(dataDirectory));
    }

    /// The usual addresses when no platform has left others.
    public static Addresses read(Path dataDirectory) {
        Path file = in(dataDirectory);
        if (!Files.exists(file)) {
            return Addresses.usual();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Addresses.from(properties);
        } catch (IOException failure) {
            throw new CommandException("The file " + file + " cannot be read: " + FileErrors.of(failure), failure);
        }
    }
}
