package dev.bellwether.chassis.peers;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.quarkus.tls.runtime.config.KeyStoreConfig;
import io.quarkus.tls.runtime.config.PemCertsConfig;
import io.quarkus.tls.runtime.config.PemKeyCertConfig.KeyCertConfig;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.quarkus.tls.runtime.config.TrustStoreConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// How this service speaks to the others: with the certificate that it serves with, the configuration `bellwether` of Quarkus's TLS
/// registry, so that a pair is configured in one place. Where there is none, in the clear.
@ApplicationScoped
class PeerCertificates {

    private static final String NAME = "bellwether";
    /// The name of the pair in that configuration.
    private static final String PAIR = "server";

    private final Optional<KeyCertConfig> identity;
    private final Optional<Path> authority;
    private final Duration reload;
    private final ScheduledExecutorService reloading =
            Executors.newSingleThreadScheduledExecutor(work -> Thread.ofPlatform().daemon().name("peer-certificates").unstarted(work));

    PeerCertificates(TlsConfig tls) {
        Optional<TlsBucketConfig> configured = Optional.ofNullable(tls.namedCertificateConfig().get(NAME));
        this.identity = configured.flatMap(TlsBucketConfig::keyStore).flatMap(KeyStoreConfig::pem).map(pem -> pem.keyCerts().get(PAIR));
        this.authority = configured.flatMap(TlsBucketConfig::trustStore).flatMap(TrustStoreConfig::pem).flatMap(PemCertsConfig::certs)
                .map(List::getFirst);
        this.reload = configured.flatMap(TlsBucketConfig::reloadPeriod).orElse(Duration.ofHours(1));
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
            trust.updateTrustCredentials(authority.get().toFile(), reload.toMillis(), TimeUnit.MILLISECONDS, reloading);
            credentials.trustManager(trust);
            if (identity.isPresent()) {
                AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
                keys.updateIdentityCredentials(identity.get().cert().toFile(), identity.get().key().toFile(), reload.toMillis(),
                        TimeUnit.MILLISECONDS, reloading);
                credentials.keyManager(keys);
            }
            return credentials.build();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "the certificates for speaking to the other services cannot be read (quarkus.tls." + NAME + ".…): "
                            + failure.getMessage(),
                    failure);
        }
    }

    @PreDestroy
    void close() {
        reloading.shutdownNow();
    }
}
