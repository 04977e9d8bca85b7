package dev.bellwether.chassis.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The keys that an installation is given: `bellwether.admin.key`, which opens everything, `bellwether.service.key`,
/// which its services show each other, and `bellwether.metrics.key`, which Prometheus shows and which opens metrics alone.
/// Each may be left out; then nobody has it.
@ApplicationScoped
public class InstallationKeys {

    public static final String ADMIN = "bellwether.admin.key";
    public static final String SERVICE = "bellwether.service.key";
    public static final String METRICS = "bellwether.metrics.key";

    private static final int FEWEST_CHARACTERS = 24;

    private final Optional<String> admin;
    private final Optional<String> service;
    private final Optional<String> metrics;
    // Of hashes, so that the time taken to compare does not tell the length either.
    private final Optional<byte[]> adminHash;
    private final Optional<byte[]> serviceHash;
    private final Optional<byte[]> metricsHash;

    InstallationKeys(
            @ConfigProperty(name = ADMIN) Optional<String> admin,
            @ConfigProperty(name = SERVICE) Optional<String> service,
            @ConfigProperty(name = METRICS) Optional<String> metrics) {
        this.admin = admin;
        this.service = service;
        this.metrics = metrics;
        this.adminHash = admin.map(InstallationKeys::hash);
        this.serviceHash = service.map(InstallationKeys::hash);
        this.metricsHash = metrics.map(InstallationKeys::hash);
    }

    /// A key that can be guessed is worse than none: the service does not start with it.
    void check(@Observes StartupEvent starting) {
        requireStrong(ADMIN, admin);
        requireStrong(SERVICE, service);
        requireStrong(METRICS, metrics);
    }

    static void requireStrong(String setting, Optional<String> key) {
        if (key.isPresent() && key.get().length() < FEWEST_CHARACTERS) {
            throw new IllegalStateException(setting + " has " + key.get().length() + " characters, and needs at least " + FEWEST_CHARACTERS
                    + ": make one with 'openssl rand -base64 32', or leave it out, so that nobody has it.");
        }
    }

    /// Whose key it is.
    Optional<Caller> find(String credential) {
        byte[] shown = hash(credential);
        if (is(shown, adminHash)) {
            return Optional.of(Caller.admin());
        }
        return is(shown, serviceHash) ? Optional.of(Caller.service()) : Optional.empty();
    }

    /// @param authorization the header's value, null without one
    public boolean opensMetrics(String authorization) {
        return Credentials.bearer(Optional.ofNullable(authorization)).filter(shown -> is(hash(shown), metricsHash)).isPresent();
    }

    private static boolean is(byte[] shown, Optional<byte[]> key) {
        return key.isPresent() && MessageDigest.isEqual(shown, key.get());
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
