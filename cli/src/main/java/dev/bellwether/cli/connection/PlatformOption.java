package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/// Which platform a command talks to: the one that runs on the data folder, or at the usual ports.
public final class PlatformOption {

    @Mixin
    private DataDirectory directory;

    public Connection connect() {
        return new Connection(AddressFile.read(directory.path()), () -> AdminKey.require(directory.path()));
    }

    public Path dataDirectory() {
        return directory.path();
    }
}
