package dev.bellwether.chassis.access;

import dev.bellwether.chassis.errors.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Who shows what: a key of this installation, or a token of the issuer that it trusts. Both come as
/// `authorization: Bearer <credential>`. Over TLS, services have to show each other a certificate besides (mutual TLS): the key of
/// services alone, read off somewhere, opens nothing. Never waits.
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
    /// @param encryption    what the call came through, where it is not in the clear
    /// @throws Refusal.Unauthenticated when there is no credential, or none that holds
    /// @throws Refusal.Unavailable     when it cannot be told just now
    Caller authenticate(Optional<String> authorization, Optional<SSLSession> encryption) {
        String credential = bearer(authorization).orElseThrow(
                () -> new Refusal.Unauthenticated("this needs a credential: send it as 'authorization: Bearer <key or token>'"));
        Caller caller = keys.find(credential).orElseGet(() -> tokens.verify(credential));
        if (caller.isService() && encryption.isPresent() && !hasCertificate(encryption.get())) {
            throw new Refusal.Unauthenticated(
                    "the key of services counts together with a certificate of the installation's authority, and none was shown");
        }
        return caller;
    }

    /// One that the authority has not signed does not get this far: the handshake fails.
    private static boolean hasCertificate(SSLSession session) {
        try {
            return session.getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException none) {
            return false;
        }
    }

    static Optional<String> bearer(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(value -> !value.isEmpty());
    }
}
