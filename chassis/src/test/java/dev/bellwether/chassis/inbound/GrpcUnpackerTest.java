package dev.bellwether.chassis.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.embedded.testing.RawCalls;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.chassis.access.IssuerResource;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpClientRequest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What no gRPC library would send, at the door of a service: the statuses are those of gRPC's own `statuscodes.md` and
/// `compression.md`.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(IssuerResource.class)
class GrpcUnpackerTest {

    private static final String METHOD = "/bellwether.features.v1.FeatureStore/GetFeatures";
    private static final String HEALTH = "/grpc.health.v1.Health/Check";
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;
    private static final int UNAUTHENTICATED = 16;

    /// 65 kB that unpack to 64 MiB.
    private static final byte[] BOMB = RawCalls.framed(1, RawCalls.gzip(new byte[64 << 20]));
    private static final byte[] GOOD = GetFeaturesRequest.newBuilder().setName("tenants/acme/accounts/a1").build().toByteArray();

    @ConfigProperty(name = "bellwether.admin.key")
    String adminKey;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    InboundMemory memory;

    private RawCalls calls;

    @BeforeEach
    void open() {
        calls = new RawCalls(port);
    }

    /// Whatever came before, the service answers, on the same connection, and holds nothing.
    @AfterEach
    void close() {
        assertThat(calls.call(METHOD, known(), RawCalls.framed(0, GOOD)).code()).isZero();
        assertThat(calls.connections()).isOne();
        calls.close();
        Eventually.eventually(() -> assertThat(memory.held()).isZero());
    }

    @Test
    void a_message_is_unpacked_no_further_than_to_its_limit() {
        RawCalls.Answer answer = calls.call(METHOD, gzip(known()), BOMB);
        assertThat(answer.code()).isEqualTo(RESOURCE_EXHAUSTED);
        assertThat(answer.message()).contains("262144 bytes, unpacked");
        assertThat(calls.call(METHOD, gzip(known()), RawCalls.framed(1, RawCalls.gzip(new byte[262_145]))).code())
                .isEqualTo(RESOURCE_EXHAUSTED);
        assertThat(calls.call(METHOD, known(), RawCalls.framed(0, new byte[262_145])).code()).isEqualTo(RESOURCE_EXHAUSTED);
    }

    @Test
    void many_at_once_take_no_more_memory_than_there_is_for_them() {
        List<CompletableFuture<RawCalls.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(calls.send(METHOD, gzip(known()), BOMB));
        }
        answers.forEach(answer -> assertThat(RawCalls.wait(answer).code()).isEqualTo(RESOURCE_EXHAUSTED));
    }

    @Test
    void nothing_is_unpacked_of_who_shows_no_credential() {
        for (String path : List.of(METHOD, "/bellwether.features.v1.FeatureStore/NoSuchMethod", "/no.such.Service/Method",
                "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")) {
            assertThat(calls.call(path, gzip(Map.of()), BOMB).code()).as(path).isEqualTo(UNAUTHENTICATED);
            assertThat(calls.call(path, gzip(Map.of("authorization", "Bearer wrong")), BOMB).code()).as(path).isEqualTo(UNAUTHENTICATED);
            assertThat(calls.call(path, gzip(Map.of("content-type", "APPLICATION/GRPC+proto")), BOMB).code()).as(path)
                    .isEqualTo(UNAUTHENTICATED);
        }
        // Health checks need no credential.
        assertThat(calls.call(HEALTH, gzip(Map.of()), BOMB).code()).isEqualTo(RESOURCE_EXHAUSTED);
        assertThat(calls.call(HEALTH, Map.of(), RawCalls.framed(0, HealthCheckRequest.getDefaultInstance().toByteArray())).code()).isZero();
    }

    @Test
    void what_is_packed_within_the_limit_is_taken() {
        assertThat(calls.call(METHOD, gzip(known()), RawCalls.framed(1, RawCalls.gzip(GOOD))).code()).isZero();
        assertThat(calls.call(METHOD, gzip(known()), RawCalls.framed(0, GOOD)).code()).isZero();
        assertThat(calls.call(METHOD, with(known(), "grpc-encoding", "identity"), RawCalls.framed(0, GOOD)).code()).isZero();
    }

    @Test
    void a_compression_that_is_not_known_is_unimplemented_and_the_known_ones_are_named() {
        for (String encoding : List.of("br", "deflate", "zstd", "snappy", "GZIP", "gzip, gzip", "x-gzip")) {
            RawCalls.Answer answer = calls.call(METHOD, with(known(), "grpc-encoding", encoding), RawCalls.framed(1, GOOD));
            assertThat(answer.code()).as(encoding).isEqualTo(UNIMPLEMENTED);
            assertThat(answer.headers()).as(encoding).containsEntry("grpc-accept-encoding", "gzip,identity");
        }
    }

    @Test
    void a_compressed_message_of_a_call_without_compression_is_an_internal_error() {
        assertThat(calls.call(METHOD, known(), RawCalls.framed(1, RawCalls.gzip(GOOD))).code()).isEqualTo(INTERNAL);
        assertThat(calls.call(METHOD, with(known(), "grpc-encoding", "identity"), RawCalls.framed(1, GOOD)).code()).isEqualTo(INTERNAL);
        assertThat(calls.call(METHOD, gzip(known()), RawCalls.framed(7, GOOD)).code()).isEqualTo(INTERNAL);
        assertThat(calls.call(METHOD, gzip(known()), RawCalls.framed(1, GOOD)).code()).isEqualTo(INTERNAL);
        assertThat(calls.call(METHOD, gzip(known()), RawCalls.framed(1, new byte[0])).code()).isEqualTo(INTERNAL);
    }

    @Test
    void headers_that_are_too_large_are_refused_for_their_call_alone() {
        byte[] good = RawCalls.framed(0, GOOD);
        HttpClientRequest beside = calls.begin(METHOD, known());
        beside.sendHead();
        assertThat(calls.call(METHOD, with(known(), "x-token", "x".repeat(12_000)), good).code()).isZero();
        for (int bytes : List.of(40_000, 100_000, 200_000)) {
            RawCalls.Answer refused = calls.call(METHOD, with(known(), "x-token", "x".repeat(bytes)), good);
            assertThat(refused.code()).as(bytes + " bytes").isEqualTo(RESOURCE_EXHAUSTED);
            assertThat(refused.message()).contains("at most 32768");
            assertThat(calls.call("/anything", with(known(), "content-type", "text/plain", "x-token", "x".repeat(bytes)), good).http())
                    .isEqualTo(431);
        }
        assertThat(RawCalls.wait(RawCalls.end(beside, good)).code()).isZero();
    }

    private Map<String, String> known() {
        return Map.of("authorization", "Bearer " + adminKey);
    }

    private static Map<String, String> gzip(Map<String, String> headers) {
        return with(headers, "grpc-encoding", "gzip");
    }

    private static Map<String, String> with(Map<String, String> headers, String... more) {
        Map<String, String> all = new HashMap<>(headers);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
