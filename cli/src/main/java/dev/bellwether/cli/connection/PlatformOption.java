package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.DataDirectory;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;

/// Which installation a command talks to, and as whom: the one that is named; else the platform that runs on the data folder, or at the
/// usual ports.
public final class PlatformOption {

    @Mixin
    private DataDirectory directory;

    @Mixin
    private ServerOptions servers;

    @Mixin
    private CredentialOptions credentials;

    public Connection connect() {
        boolean elsewhere = servers.isElsewhere();
        Map<Service, Endpoint> endpoints = servers.endpoints(elsewhere ? Addresses.usual() : AddressFile.read(directory.path()));
        TrustedAuthorities authorities = servers.authorities();
        return new Connection(endpoints, authorities, servers.name(), elsewhere,
                credentials.credential(authorities, () -> elsewhere ? AdminKey.requireElsewhere() : AdminKey.require(directory.path())));
    }

    public Path dataDirectory() {
        return directory.path();
    }
}
