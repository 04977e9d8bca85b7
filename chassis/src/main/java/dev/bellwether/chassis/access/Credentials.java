package dev.bellwether.chassis.access;

import dev.bellwether.chassis.errors.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Who shows what: a key of this installation, or a token of the issuer that it trusts. Both come as
/// `authorization: Bearer <credential>`. Never waits.
@ApplicationScoped
public class Credentials {

    private static final String SCHEME = "Bearer ";

    private final InstallationKeys keys;
    private final Tokens tokens;

    Credentials(InstallationKeys keys, Tokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /// @param authorization the header's value
    /// @throws Refusal.Unauthenticated when there is no credential, or none that holds
    /// @throws Refusal.Unavailable     when it cannot be told just now
    public Caller authenticate(Optional<String> authorization) {
        String credential = bearer(authorization).orElseThrow(() -> new Refusal.Unauthenticated("this needs a credential: send it as 'authorization: Bearer <key or token>'"));
        return keys.find(credential).orElseGet(() -> tokens.verify(credential));
    }

    static Optional<String> bearer(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(value -> !value.isEmpty());
    }
}
