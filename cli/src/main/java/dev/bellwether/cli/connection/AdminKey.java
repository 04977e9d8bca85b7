package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// What opens a platform's services to its commands. From the environment where somebody has set it, as for a platform elsewhere; else
/// from a file of the data folder, which only its owner can read.
///
/// @param place where it was found, for people
public record AdminKey(String value, String place) implements Credential {

    /// Read by the services, and by every command.
    public static final String VARIABLE = "BELLWETHER_ADMIN_KEY";

    private static final String FILE = "admin-key";

    /// Not in what is logged or shown of it.
    @Override
    public String toString() {
        return "the admin key in " + place;
    }

    /// A platform keeps its key for as long as its data folder is there.
    public static AdminKey findOrMake(Path dataDirectory) throws IOException {
        Optional<AdminKey> found = find(dataDirectory);
        return found.isPresent() ? found.get() : make(dataDirectory);
    }

    /// For an installation elsewhere: the key of the platform on this machine is not shown there.
    static AdminKey requireElsewhere() {
        return EnvironmentVariables.find(VARIABLE).map(AdminKey::ofEnvironment).orElseThrow(() -> new CommandException(
                "This needs a credential of the installation, and there is none: neither a token (--token-file, "
                        + CredentialOptions.TOKEN + "), nor a client of its issuer (" + CredentialOptions.OIDC_CLIENT_ID
                        + "), nor its admin key (" + VARIABLE + ")."));
    }

    private static AdminKey ofEnvironment(String value) {
        return new AdminKey(value, "the environment variable " + VARIABLE);
    }

    public static AdminKey require(Path dataDirectory) {
        return find(dataDirectory)
                .orElseThrow(() -> new CommandException("This needs the platform's admin key, and there is none: neither the file "
                        + dataDirectory.resolve(FILE) + ", which './bellwether up' makes, nor the environment variable " + VARIABLE + "."));
    }

    private static Optional<AdminKey> find(Path dataDirectory) {
        Optional<AdminKey> set = EnvironmentVariables.find(VARIABLE).map(AdminKey::ofEnvironment);
        if (set.isPresent()) {
            return set;
        }
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AdminKey(Files.readString(file).strip(), file.toString()));
        } catch (IOException failure) {
            throw new CommandException("The admin key cannot be read from " + file + ": " + FileErrors.of(failure), failure);
        }
    }

    private static AdminKey make(Path dataDirectory) throws IOException {
        String value = RandomKey.make();
        Path file = dataDirectory.resolve(FILE);
        // Under another name first: there is never half a key, nor one that others can read.
        Path unfinished = dataDirectory.resolve(FILE + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, value + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return new AdminKey(value, file.toString());
    }
}
