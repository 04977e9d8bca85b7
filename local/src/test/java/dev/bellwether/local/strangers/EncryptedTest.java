package dev.bellwether.local.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.cli.connection.RandomKey;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.playbooks.v1.VerifyPartitionRequest;
import dev.bellwether.playbooks.v1.VerifyPartitionResponse;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The platform with a certificate, configured as the chart does: nothing is said in the clear, to callers nor among the
/// services.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EncryptedTest {

    private static final String SERVICE_KEY = RandomKey.make();

    @TempDir
    private static Path folder;

    private Path authority;
    private LocalPlatform platform;

    @BeforeAll
    void start() throws Exception {
        certificate("ours");
        certificate("another");
        authority = folder.resolve("ours-ca.crt");
        String tls = "-Dquarkus.tls.bellwether.";
        PlatformSettings settings = new PlatformSettings(Path.of("..").toAbsolutePath().normalize(), folder.resolve("data"), false, PlatformPorts.free(),
                Optional.empty(), Optional.empty(), Duration.ZERO);
        platform = LocalPlatform.start(settings.with(EnumSet.allOf(Service.class),
                "-Dbellwether.service.key=" + SERVICE_KEY,
                tls + "key-store.pem.server.cert=" + folder.resolve("ours.crt"),
                tls + "key-store.pem.server.key=" + folder.resolve("ours.key"),
                tls + "trust-store.pem.certs=" + authority,
                tls + "reload-period=1h",
                "-Dquarkus.http.tls-configuration-name=bellwether",
                "-Dquarkus.http.ssl-port=${quarkus.http.port}",
                "-Dquarkus.http.insecure-requests=disabled"), System.err::println);
    }

    private static void certificate(String name) throws Exception {
        new CertificateGenerator(folder, true)
                .generate(new CertificateRequest().withName(name).withCN("localhost").withFormats(List.of(Format.PEM)));
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static TlsChannelCredentials.Builder trusting(Path authority) throws Exception {
        return TlsChannelCredentials.newBuilder().trustManager(authority.toFile());
    }

    private TlsChannelCredentials.Builder certified() throws Exception {
        return trusting(authority).keyManager(folder.resolve("ours.crt").toFile(), folder.resolve("ours.key").toFile());
    }

    private VerifyPartitionResponse verify(ChannelCredentials credentials) {
        return verify(credentials, platform.adminKey().value());
    }

    private VerifyPartitionResponse verify(ChannelCredentials credentials, String key) {
        ManagedChannel channel = Grpc.newChannelBuilder("dns:///" + platform.addresses().of(Service.PLAYBOOKS), credentials)
                .intercept(BearerCredential.of(key))
                .build();
        try {
            return PlaybooksGrpc.newBlockingStub(channel).withDeadlineAfter(Duration.ofSeconds(30))
                    .verifyPartition(VerifyPartitionRequest.getDefaultInstance());
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void a_call_that_takes_all_four_services_goes_through_encrypted() throws Exception {
        assertThat(verify(trusting(authority).build())).isNotNull();
        assertThat(verify(certified().build())).isNotNull();
    }

    @Test
    void the_key_of_services_opens_nothing_without_a_certificate() throws Exception {
        assertThat(verify(certified().build(), SERVICE_KEY)).isNotNull();
        assertThatThrownBy(() -> verify(trusting(authority).build(), SERVICE_KEY))
                .isInstanceOf(StatusRuntimeException.class).hasMessageContaining("UNAUTHENTICATED").hasMessageContaining("certificate");
    }

    @Test
    void in_the_clear_nobody_is_answered() {
        assertThatThrownBy(() -> verify(InsecureChannelCredentials.create())).isInstanceOf(StatusRuntimeException.class).hasMessageContaining("UNAVAILABLE");
    }

    @Test
    void a_certificate_that_nobody_of_ours_has_signed_is_refused() {
        assertThatThrownBy(() -> verify(trusting(authority)
                .keyManager(folder.resolve("another.crt").toFile(), folder.resolve("another.key").toFile()).build()))
                .isInstanceOf(StatusRuntimeException.class).hasMessageContaining("UNAVAILABLE");
    }

    @Test
    void the_services_are_who_they_say() {
        assertThatThrownBy(() -> verify(trusting(folder.resolve("another-ca.crt")).build()))
                .isInstanceOf(StatusRuntimeException.class).hasMessageContaining("UNAVAILABLE");
    }
}
