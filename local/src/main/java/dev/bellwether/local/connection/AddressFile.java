package dev.bellwether.local.connection;

import dev.bellwether.local.cli.Complaint;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Where a platform that runs on this machine can be reached, in a file of its data folder.
public final class AddressFile {

    private AddressFile() {}

    private static Path in(Path dataDirectory) {
        return dataDirectory.resolve("platform.properties");
    }

    public static void write(Path dataDirectory, Addresses addresses) throws IOException {
        try (Writer writer = Files.newBufferedWriter(in(dataDirectory))) {
            addresses.properties().store(writer, null);
        }
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
            throw new Complaint("The file " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
