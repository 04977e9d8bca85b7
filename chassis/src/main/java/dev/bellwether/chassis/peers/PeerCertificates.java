package dev.bellwether.chassis.peers;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How this service speaks to the others: with the certificate that it serves with, the configuration `bellwether` of Quarkus's TLS
/// registry, so that a pair is configured in one place. Where there is none, in the clear.
@ApplicationScoped
class PeerCertificates {

    private static final String CONFIGURATION = "quarkus.tls.bellwether.";

    private final Optional<File> certificate;
    private final Optional<File> key;
    private final Optional<File> authority;
    private final Duration reload;
    private final ScheduledExecutorService reloading =
            Executors.newSingleThreadScheduledExecutor(work -> Thread.ofPlatform().daemon().name("peer-certificates").unstarted(work));

    PeerCertificates(
            @ConfigProperty(name = CONFIGURATION + "key-store.pem.server.cert") Optional<File> certificate,
            @ConfigProperty(name = CONFIGURATION + "key-store.pem.server.key") Optional<File> key,
            @ConfigProperty(name = CONFIGURATION + "trust-store.pem.certs") Optional<File> authority,
            @ConfigProperty(name = CONFIGURATION + "reload-period", defaultValue = "1h") Duration reload) {
        this.certificate = certificate;
        this.key = key;
        this.authority = authority;
        this.reload = reload;
    }

    /// What is renewed in the files is taken up by the next connection after [#reload].
    ///
    /// @throws IllegalStateException when they cannot be read
    ChannelCredentials credentials() {
        if (authority.isEmpty()) {
            return InsecureChannelCredentials.create();
        }
        try {
            TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
            AdvancedTlsX509TrustManager trust = AdvancedTlsX509TrustManager.newBuilder()
                    .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION)
                    .build();
            trust.updateTrustCredentials(authority.get(), reload.toMillis(), TimeUnit.MILLISECONDS, reloading);
            credentials.trustManager(trust);
            if (certificate.isPresent() && key.isPresent()) {
                AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
                identity.updateIdentityCredentials(certificate.get(), key.get(), reload.toMillis(), TimeUnit.MILLISECONDS, reloading);
                credentials.keyManager(identity);
            }
            return credentials.build();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException("the certificates for speaking to the other services cannot be read (" + CONFIGURATION + "…): "
                    + failure.getMessage(), failure);
        }
    }

    @PreDestroy
    void close() {
        reloading.shutdownNow();
    }
}
