package dev.bellwether.local.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.cli.connection.RandomKey;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.testing.TokenIssuer;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.playbooks.v1.VerifyRecommendationsRequest;
import dev.bellwether.playbooks.v1.VerifyRecommendationsResponse;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
    private TokenIssuer issuer;
    private LocalPlatform platform;

    @BeforeAll
    void start() throws Exception {
        issuer = TokenIssuer.start();
        certificate("ours");
        certificate("another");
        authority = folder.resolve("ours-ca.crt");
        String tls = "-Dquarkus.tls.bellwether.";
        PlatformSettings settings =
                new PlatformSettings(Path.of("..").toAbsolutePath().normalize(), folder.resolve("data"), false, PlatformPorts.free(),
                        Optional.empty(), Optional.empty(), Duration.ZERO);
        platform = LocalPlatform.start(settings.with(EnumSet.allOf(Service.class),
                "-Dbellwether.service.key=" + SERVICE_KEY,
                "-Dbellwether.oidc.issuer=" + issuer.name(),
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
        issuer.close();
    }

    private static TlsChannelCredentials.Builder trusting(Path authority) throws Exception {
        return TlsChannelCredentials.newBuilder().trustManager(authority.toFile());
    }

    private TlsChannelCredentials.Builder certified() throws Exception {
        return trusting(authority).keyManager(folder.resolve("ours.crt").toFile(), folder.resolve("ours.key").toFile());
    }

    private VerifyRecommendationsResponse verify(ChannelCredentials credentials) {
        return verify(credentials, platform.adminKey().value());
    }

    private VerifyRecommendationsResponse verify(ChannelCredentials credentials, String key) {
        ManagedChannel channel = Grpc.newChannelBuilder("dns:///" + platform.addresses().of(Service.PLAYBOOKS), credentials)
                .intercept(BearerCredential.of(key))
                .build();
        try {
            return PlaybooksGrpc.newBlockingStub(channel).withDeadlineAfter(Duration.ofSeconds(30))
                    .verifyRecommendations(VerifyRecommendationsRequest.getDefaultInstance());
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
    void a_call_without_tls_is_not_answered() {
        assertThatThrownBy(() -> verify(InsecureChannelCredentials.create())).isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("UNAVAILABLE");
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_refused() {
        assertThatThrownBy(() -> verify(trusting(authority)
                .keyManager(folder.resolve("another.crt").toFile(), folder.resolve("another.key").toFile()).build()))
                .isInstanceOf(StatusRuntimeException.class).hasMessageContaining("UNAVAILABLE");
    }

    @Test
    void the_services_are_who_they_say() {
        assertThatThrownBy(() -> verify(trusting(folder.resolve("another-ca.crt")).build()))
                .isInstanceOf(StatusRuntimeException.class).hasMessageContaining("UNAVAILABLE");
    }

    /// The command line on another machine, told where the installation is and whom to trust.
    private CommandProcess elsewhere() throws Exception {
        String servers = Arrays.stream(Service.values()).map(service -> service.module() + "=https://" + platform.addresses().of(service))
                .collect(Collectors.joining(","));
        return new CommandProcess(Files.createTempDirectory(folder, "operator"), Map.of()).with("BELLWETHER_SERVER", servers)
                .with("BELLWETHER_TLS_CA", authority.toString());
    }

    @Test
    void a_client_of_the_issuer_lists_sources_and_imports_calls_over_tls() throws Exception {
        issuer.grantTo("operators", "their secret", Duration.ofMinutes(10), "admin operations", "*");
        CommandProcess operator = elsewhere().with("BELLWETHER_OIDC_ISSUER", issuer.name()).with("BELLWETHER_OIDC_CLIENT_ID", "operators")
                .with("BELLWETHER_OIDC_CLIENT_SECRET", "their secret");

        assertThat(operator.run("sources", "list", "--tenant", "acme")).isEqualTo(new CommandProcess.Result(0,
                "The tenant acme has no source yet: './bellwether sources create <id> --tenant acme' makes one.\n"));
        Path calls = Files.writeString(operator.folder().resolve("calls.jsonl"), """
                {"type": "track", "messageId": "1", "userId": "ada", "event": "Signed In", "timestamp": "2026-03-10T12:00:00Z", "context": {"groupId": "globex"}}
                """);
        assertThat(operator.run("import", "--tenant", "acme", "--dry-run", "--json", calls.toString())).as("which goes over HTTP")
                .satisfies(result -> assertThat(result.printed()).contains("\"accepted\" : 1")).extracting(CommandProcess.Result::exitCode)
                .isEqualTo(0);
    }

    @Test
    void a_client_that_the_issuer_does_not_know_gets_an_error_that_says_so() throws Exception {
        assertThat(elsewhere().with("BELLWETHER_OIDC_ISSUER", issuer.name()).with("BELLWETHER_OIDC_CLIENT_ID", "strangers")
                .with("BELLWETHER_OIDC_CLIENT_SECRET", "a guess").run("sources", "list", "--tenant", "acme"))
                .isEqualTo(new CommandProcess.Result(1, "The issuer " + issuer.name()
                        + " gives the client strangers no token: 401 invalid_client unknown client"
                        + " or wrong secret. The client is named by BELLWETHER_OIDC_CLIENT_ID and BELLWETHER_OIDC_CLIENT_SECRET.\n"));
    }

    @Test
    void a_token_in_a_file_opens_what_its_scopes_allow_and_a_refused_one_is_explained_in_a_sentence() throws Exception {
        CommandProcess operator = elsewhere();
        Path file = operator.folder().resolve("token");
        String[] list = {"sources", "list", "--tenant", "acme", "--token-file", file.toString()};

        Files.writeString(file, issuer.token("admin", "acme") + "\n");
        assertThat(operator.run(list).exitCode()).isZero();
        Files.writeString(file, issuer.token("segments:read", "acme"));
        assertThat(operator.run(list)).isEqualTo(new CommandProcess.Result(1, "ingestion-service refuses the token of the file " + file
                + ": this credential does not have the scope 'admin', which this needs.\n"));
        Files.writeString(file, issuer.token("admin", List.of("acme"), claims -> claims.setExpirationTimeMinutesInTheFuture(-5)));
        assertThat(operator.run(list)).isEqualTo(new CommandProcess.Result(1, "ingestion-service refuses the token of the file " + file
                + ": this token has expired: get a new one.\n"));
        assertThat(operator.run("status", "--token-file", file.toString()).printed()).contains("this token has expired: get a new one.");
    }

    @Test
    void without_a_credential_an_installation_elsewhere_is_not_asked() throws Exception {
        CommandProcess operator = elsewhere();
        // Of a platform of theirs, and for no other.
        Files.writeString(Files.createDirectories(operator.folder().resolve(".bellwether")).resolve("admin-key"),
                platform.adminKey().value());

        assertThat(operator.run("sources", "list", "--tenant", "acme")).isEqualTo(new CommandProcess.Result(1,
                "This needs a credential of the installation, and"
                        + " there is none: neither a token (--token-file, BELLWETHER_TOKEN), nor a client of its issuer (BELLWETHER_OIDC_CLIENT_ID), nor its admin key"
                        + " (BELLWETHER_ADMIN_KEY).\n"));
        assertThat(operator.with("BELLWETHER_ADMIN_KEY", platform.adminKey().value()).run("sources", "list", "--tenant", "acme").exitCode())
                .isZero();
    }

    @Test
    void an_untrusted_certificate_or_one_of_another_name_is_reported_with_the_option_that_helps() throws Exception {
        CommandProcess operator = elsewhere().with("BELLWETHER_ADMIN_KEY", platform.adminKey().value());
        String address = platform.addresses().of(Service.INGESTION);
        String called = "Bellwether's ingestion-service cannot be called. ";

        assertThat(operator.run("sources", "list", "--tenant", "acme", "--tls-ca", folder.resolve("another-ca.crt").toString())).isEqualTo(
                new CommandProcess.Result(1, called + "The certificate at " + address
                        + " is not of an authority that is trusted here. Name its authority with --tls-ca.\n"));
        assertThat(operator.run("sources", "list", "--tenant", "acme", "--tls-name", "bellwether.example")).isEqualTo(
                new CommandProcess.Result(1, called + "The certificate at " + address
                        + " is for another name. Use the name that it is for, or say it with --tls-name.\n"));
        String forwarded = address.replace("localhost", "127.0.0.1");
        assertThat(
                operator.run("sources", "list", "--tenant", "acme", "--server", forwarded, "--tls", "--tls-name", "localhost").exitCode())
                .isZero();
        assertThat(operator.run("sources", "list", "--tenant", "acme", "--server", issuer.name().replace("http:", "https:")).printed())
                .startsWith(called).contains("speak TLS");
        assertThat(operator.run("sources", "list", "--tenant", "acme", "--server", "http://" + address).printed())
                .contains("If it awaits TLS, say --tls.");
    }
}
