package dev.bellwether.chassis.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.errors.Refusal;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Whether a caller may administer this installation: make keys, change definitions, erase. One credential opens all of
/// it, `bellwether.admin.key`, which callers send as `authorization: Bearer <key>`. Without one nobody may.
@ApplicationScoped
public class AdminAccess {

    public static final String SETTING = "bellwether.admin.key";

    private static final int FEWEST_CHARACTERS = 24;
    private static final String SCHEME = "Bearer ";

    private final Optional<String> key;

    public AdminAccess(@ConfigProperty(name = SETTING) Optional<String> key) {
        this.key = key;
    }

    /// A key that can be guessed is worse than none: the service does not start with it.
    void check(@Observes StartupEvent starting) {
        requireStrong(key);
    }

    static void requireStrong(Optional<String> key) {
        if (key.isPresent() && key.get().length() < FEWEST_CHARACTERS) {
            throw new IllegalStateException(SETTING + " has " + key.get().length() + " characters, and needs at least " + FEWEST_CHARACTERS
                    + ": make one with 'openssl rand -base64 32', or leave it out to refuse all admin calls.");
        }
    }

    /// To be called within a gRPC call, or the work that [dev.bellwether.chassis.calls.VirtualCalls] does for it.
    ///
    /// @throws Refusal.Unauthenticated  when the caller has shown no credential
    /// @throws Refusal.PermissionDenied when it is not the right one, or none is configured
    public void require() {
        require(Optional.ofNullable(AdminCredentials.AUTHORIZATION.get()));
    }

    /// The same for a call over HTTP.
    ///
    /// @param authorization the header's value
    public void require(Optional<String> authorization) {
        String presented = authorization
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new Refusal.Unauthenticated(
                        "this needs the admin key: send it as 'authorization: Bearer <key>'"));
        String right = key.orElseThrow(() -> new Refusal.PermissionDenied("this service has no admin key, so nobody may do this: start it"
                + " with BELLWETHER_ADMIN_KEY (" + SETTING + ") set to at least " + FEWEST_CHARACTERS + " characters"));
        // Of hashes, so that the time taken does not tell the length either.
        if (!MessageDigest.isEqual(hash(presented), hash(right))) {
            throw new Refusal.PermissionDenied("this is not the admin key of this installation");
        }
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
