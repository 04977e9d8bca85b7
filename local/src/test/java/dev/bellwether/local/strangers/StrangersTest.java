package dev.bellwether.local.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.bellwether.access.v1.Access;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.testing.TokenIssuer;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who may not call, at every method of every service: found by reflection and in the description of the REST API, so that a
/// new one is asked too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StrangersTest {

    private static final String OURS = "acme";
    private static final String THEIRS = "globex";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // For who is let in: some answers come only when something happens.
    private static final Duration GLANCE = Duration.ofSeconds(3);
    private static final Set<Code> REFUSALS = EnumSet.of(Code.UNAUTHENTICATED, Code.PERMISSION_DENIED);

    @TempDir
    private static Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Service, ManagedChannel> channels = new EnumMap<>(Service.class);
    private final Map<Service, List<MethodDescriptor>> methods = new EnumMap<>(Service.class);
    private final Set<String> scopes = new TreeSet<>();
    private TokenIssuer issuer;
    private LocalPlatform platform;

    @BeforeAll
    void start() throws Exception {
        issuer = TokenIssuer.start();
        PlatformSettings settings = new PlatformSettings(
                Path.of("..").toAbsolutePath().normalize(), folder, false, PlatformPorts.free(), Optional.empty(), Optional.empty(),
                Duration.ZERO);
        platform = LocalPlatform.start(
                settings.with(EnumSet.allOf(Service.class), "-Dbellwether.oidc.issuer=" + issuer.name()), System.err::println);
        for (Service service : Service.values()) {
            ManagedChannel channel = NettyChannelBuilder.forTarget("dns:///" + platform.addresses().of(service)).usePlaintext().build();
            channels.put(service, channel);
            methods.put(service, new Reflection(ClientInterceptors.intercept(channel,
                    dev.bellwether.chassis.access.BearerCredential.of(platform.adminKey().value()))).methods());
            methods.get(service).forEach(method -> scopes.add(GrpcStranger.access(method).getScope()));
        }
    }

    @AfterAll
    void stop() {
        channels.values().forEach(ManagedChannel::shutdownNow);
        platform.close();
        issuer.close();
        http.shutdownNow();
    }

    /// Those that must not open what needs this scope and concerns our tenant, and what they have to be told.
    private Map<String, Map.Entry<Optional<String>, Code>> strangers(Access access) {
        String scope = access.getScope();
        Map<String, Map.Entry<Optional<String>, Code>> strangers = new LinkedHashMap<>();
        strangers.put("no credential", Map.entry(Optional.empty(), Code.UNAUTHENTICATED));
        strangers.put("a guessed key", Map.entry(Optional.of("known-to-the-tests-alone"), Code.UNAUTHENTICATED));
        strangers.put("an expired token", Map.entry(Optional.of(issuer.token(scope, List.of(OURS, "*"),
                claims -> claims.setExpirationTimeMinutesInTheFuture(-5))), Code.UNAUTHENTICATED));
        strangers.put("a forged token", Map.entry(Optional.of(issuer.forged(scope, OURS, "*")), Code.UNAUTHENTICATED));
        strangers.put("an unsigned token", Map.entry(Optional.of(issuer.unsigned(scope, OURS, "*")), Code.UNAUTHENTICATED));
        strangers.put("another audience's token", Map.entry(Optional.of(issuer.token(scope, List.of(OURS, "*"),
                claims -> claims.setAudience("another"))), Code.UNAUTHENTICATED));
        strangers.put("a token with every other scope", Map.entry(Optional.of(issuer.token(scopes.stream()
                .filter(other -> !other.equals(scope)).collect(Collectors.joining(" ")), OURS, "*")), Code.PERMISSION_DENIED));
        if (access.getReachCase() != Access.ReachCase.NO_TENANT) {
            strangers.put("another tenant's token",
                    Map.entry(Optional.of(issuer.token(String.join(" ", scopes), THEIRS)), Code.PERMISSION_DENIED));
        }
        if (access.getReachCase() == Access.ReachCase.INSTALLATION) {
            strangers.put("our tenant's token", Map.entry(Optional.of(issuer.token(scope, OURS)), Code.PERMISSION_DENIED));
        }
        return strangers;
    }

    private Optional<String> friend(Access access) {
        return Optional.of(issuer.token(access.getScope(), access.getReachCase() == Access.ReachCase.INSTALLATION ? "*" : OURS));
    }

    @Test
    void every_method_says_who_may_call_it() {
        assertThat(methods).allSatisfy((_, of) -> assertThat(of).hasSizeGreaterThan(4)).hasSize(4);
        methods.forEach((_, of) -> of.forEach(method -> {
            assertThat(GrpcStranger.access(method).getScope()).as(method.getFullName()).isNotEmpty();
            assertThat(GrpcStranger.access(method).getReachCase()).as(method.getFullName()).isNotEqualTo(Access.ReachCase.REACH_NOT_SET);
        }));
    }

    @Test
    void no_method_answers_a_stranger() throws Exception {
        for (Service service : Service.values()) {
            GrpcStranger caller = new GrpcStranger(channels.get(service));
            for (MethodDescriptor method : methods.get(service)) {
                Access access = GrpcStranger.access(method);
                for (var stranger : strangers(access).entrySet()) {
                    GrpcStranger.End end = caller.call(method, OURS, stranger.getValue().getKey(), PATIENCE);
                    assertThat(end.status().getCode()).as("%s of %s by %s: %s", method.getFullName(), service, stranger.getKey(), end)
                            .isEqualTo(stranger.getValue().getValue());
                    assertThat(end.answered()).isFalse();
                }
                // And it is no wall: who may, is let in.
                assertThat(caller.call(method, OURS, friend(access), GLANCE).status().getCode()).as(method.getFullName()).isNotIn(REFUSALS);
            }
        }
    }

    @Test
    void no_method_unpacks_more_than_it_takes_and_nothing_for_a_stranger() throws Exception {
        for (Service service : Service.values()) {
            GrpcStranger caller = new GrpcStranger(channels.get(service));
            for (MethodDescriptor method : methods.get(service)) {
                assertThat(caller.bomb(method, OURS, Optional.empty(), PATIENCE).status().getCode()).as(method.getFullName())
                        .isEqualTo(Code.UNAUTHENTICATED);
                assertThat(caller.bomb(method, OURS, friend(GrpcStranger.access(method)), PATIENCE).status().getCode())
                        .as(method.getFullName())
                        .isEqualTo(Code.RESOURCE_EXHAUSTED);
            }
        }
    }

    @Test
    void no_rest_method_answers_a_stranger() throws Exception {
        JsonNode paths =
                json.readTree(request(Service.PLAYBOOKS, "GET", "/openapi?format=json", Optional.of(platform.adminKey().value())).body())
                        .get("paths");
        List<String> asked = new ArrayList<>();
        for (var path : paths.properties()) {
            for (var operation : path.getValue().properties()) {
                if (!Set.of("get", "post", "put", "patch", "delete").contains(operation.getKey())) {
                    continue;
                }
                String method = operation.getKey().toUpperCase();
                String ours = path.getKey().replace("{tenant}", OURS).replaceAll("\\{\\w+}", "x");
                Access access = Access.newBuilder().setTenantOf("tenant")
                        .setScope(method.equals("GET") ? "recommendations:read" : "recommendations:write").build();
                for (var stranger : strangers(access).entrySet()) {
                    assertThat(request(Service.PLAYBOOKS, method, ours, stranger.getValue().getKey()).statusCode())
                            .as("%s %s by %s", method, ours, stranger.getKey())
                            .isEqualTo(stranger.getValue().getValue() == Code.UNAUTHENTICATED ? 401 : 403);
                }
                assertThat(request(Service.PLAYBOOKS, method, ours, friend(access)).statusCode()).as(ours).isNotIn(401, 403);
                asked.add(method + " " + path.getKey());
            }
        }
        assertThat(asked).hasSizeGreaterThan(7).contains("POST /v1/tenants/{tenant}/recommendations/{id}:accept");
    }

    @Test
    void nothing_else_is_shown_to_a_stranger_but_health() throws Exception {
        for (Service service : Service.values()) {
            for (String path : List.of("/", "/openapi", "/q/openapi", "/q/health", "/q/dev", "/unknown", "/v2/track", "//openapi",
                    "/x/../openapi")) {
                assertThat(request(service, "GET", path, Optional.empty()).statusCode()).as("%s of %s", path, service).isEqualTo(401);
            }
            assertThat(request(service, "GET", "/openapi", Optional.empty(), "Content-Type", "application/grpc").body())
                    .doesNotContain("/v1/tenants");
            assertThat(new GrpcStranger(channels.get(service)).call(health(), OURS, Optional.empty(), PATIENCE).status().getCode())
                    .isEqualTo(Code.OK);
            try {
                new Reflection(channels.get(service)).methods();
                throw new AssertionError(service + " tells strangers its methods");
            } catch (java.util.concurrent.ExecutionException refused) {
                assertThat(refused).hasMessageContaining("UNAUTHENTICATED");
            }
        }
    }

    private static MethodDescriptor health() {
        return grpc.health.v1.HealthOuterClass.getDescriptor().findServiceByName("Health").findMethodByName("Check");
    }

    private HttpResponse<String> request(Service service, String method, String path, Optional<String> credential, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + platform.addresses().of(service) + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{\"user\": \"sam\"}"));
        credential.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        if (!method.equals("GET")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
