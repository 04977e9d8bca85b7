package dev.bellwether.chassis.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// The keys that an installation is given: `bellwether.admin.key`, which opens everything, `bellwether.service.key`,
/// which its services show each other, and `bellwether.metrics.key`, which Prometheus shows and which opens metrics alone.
/// Each is optional; where one is not set, no caller can use it.
@ApplicationScoped
public class InstallationKeys {

    private static final int FEWEST_CHARACTERS = 24;

    private final Optional<String> admin;
    private final Optional<String> service;
    private final Optional<String> metrics;
    // Of hashes, so that the time taken to compare does not tell the length either.
    private final Optional<byte[]> adminHash;
    private final Optional<byte[]> serviceHash;
    private final Optional<byte[]> metricsHash;

    InstallationKeys(AdminKeyConfig admin, ServiceKeyConfig service, MetricsKeyConfig metrics) {
        this.admin = admin.key();
        this.service = service.key();
        this.metrics = metrics.key();
        this.adminHash = this.admin.map(InstallationKeys::hash);
        this.serviceHash = this.service.map(InstallationKeys::hash);
        this.metricsHash = this.metrics.map(InstallationKeys::hash);
    }

    /// A key that can be guessed is worse than none: the service does not start with it.
    void check(@Observes StartupEvent starting) {
        requireStrong("bellwether.admin.key", admin);
        requireStrong("bellwether.service.key", service);
        requireStrong("bellwether.metrics.key", metrics);
    }

    static void requireStrong(String setting, Optional<String> key) {
        if (key.isPresent() && key.get().length() < FEWEST_CHARACTERS) {
            throw new IllegalStateException(setting + " has " + key.get().length() + " characters, and needs at least " + FEWEST_CHARACTERS
                    + ": make one with 'openssl rand -base64 32', or leave it out to close that access.");
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
