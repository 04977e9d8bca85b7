package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// What a command shows of who runs it: a token, one that it gets from the issuer, or the admin key; the first of these that is given.
final class CredentialOptions {

    static final String TOKEN = "BELLWETHER_TOKEN";
    static final String TOKEN_FILE = "BELLWETHER_TOKEN_FILE";
    static final String OIDC_ISSUER = "BELLWETHER_OIDC_ISSUER";
    static final String OIDC_CLIENT_ID = "BELLWETHER_OIDC_CLIENT_ID";
    static final String OIDC_CLIENT_SECRET = "BELLWETHER_OIDC_CLIENT_SECRET";
    static final String OIDC_SCOPE = "BELLWETHER_OIDC_SCOPE";
    static final String OIDC_AUDIENCE = "BELLWETHER_OIDC_AUDIENCE";

    @Option(names = "--token-file", paramLabel = "<file>", description = "A token of the installation's issuer, instead of the admin key;"
            + " read again for every call. Variable: " + TOKEN_FILE + ", or " + TOKEN + " for the token itself.")
    private Optional<Path> tokenFile = Optional.empty();

    private final InstantSource clock = InstantSource.system();

    /// @param adminKey asked when nothing else is given
    Supplier<Credential> credential(TrustedAuthorities authorities, Supplier<Credential> adminKey) {
        return tokenFile.map(CredentialOptions::fromFile)
                .or(() -> EnvironmentVariables.find(TOKEN).map(token -> () -> new BearerToken(token, "the environment variable " + TOKEN)))
                .or(() -> EnvironmentVariables.find(TOKEN_FILE).map(Path::of).map(CredentialOptions::fromFile))
                .or(() -> EnvironmentVariables.find(OIDC_CLIENT_ID).map(id -> fromIssuer(id, authorities)))
                .orElse(adminKey);
    }

    private static Supplier<Credential> fromFile(Path file) {
        return () -> {
            try {
                String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
                if (token.isEmpty()) {
                    throw new CommandException("The token's file " + file + " is empty.");
                }
                return new BearerToken(token, "the file " + file);
            } catch (IOException failure) {
                throw new CommandException("The token cannot be read from " + file + ": " + FileErrors.of(failure), failure);
            }
        };
    }

    private Supplier<Credential> fromIssuer(String id, TrustedAuthorities authorities) {
        OidcClient client = new OidcClient(required(OIDC_ISSUER), id, required(OIDC_CLIENT_SECRET),
                EnvironmentVariables.find(OIDC_SCOPE), EnvironmentVariables.find(OIDC_AUDIENCE));
        return new ClientCredentials(client, authorities::contextForIssuer, clock)::current;
    }

    private static String required(String variable) {
        return EnvironmentVariables.find(variable).orElseThrow(() -> new CommandException("The environment variable " + OIDC_CLIENT_ID
                + " asks for a token of the issuer. That needs " + variable + " as well."));
    }
}
