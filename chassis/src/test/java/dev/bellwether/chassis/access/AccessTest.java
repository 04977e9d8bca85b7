package dev.bellwether.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.embedded.testing.TokenIssuer;
import dev.bellwether.features.v1.AccountFeatures;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.features.v1.ListFeatureDefinitionsRequest;
import dev.bellwether.features.v1.ListFeatureDefinitionsResponse;
import dev.bellwether.features.v1.VerifyFeaturesRequest;
import dev.bellwether.features.v1.VerifyFeaturesResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/// Credentials of every kind, good and bad, at the door of a service. That each method of each service asks for one is shown
/// with the whole platform.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(IssuerResource.class)
class AccessTest {

    TokenIssuer issuer;

    @Inject
    CountedCredentials credentials;

    @GrpcClient("operations")
    Channel channel;

    @ConfigProperty(name = "bellwether.admin.key")
    String adminKey;

    @ConfigProperty(name = "bellwether.service.key")
    String serviceKey;

    @TestHTTPResource("/anything")
    URI somewhere;

    @Test
    void a_token_opens_what_its_scopes_and_tenants_say() {
        String token = issuer.token("features:read segments:read", "acme", "globex");
        eventuallyKnown(token);
        assertThat(ask(token, "tenants/acme/accounts/a1/features").getName()).isEqualTo(
                "a client of the tests for tenants/acme/accounts/a1/features, logged of acme");
        assertThat(ask(token, "tenants/globex")).isNotNull();
        assertRefused(Status.Code.PERMISSION_DENIED, "not for the tenant 'other'", token, "tenants/other/accounts/a1/features");
        // A prefix of a tenant that it is for, and what only looks like one.
        for (String name : List.of("tenants/acm/accounts/a1", "tenants/acme2/accounts/a1", "tenants//acme", "acme", "", "/tenants/acme",
                "tenants/-/accounts/a1")) {
            assertRefused(Status.Code.PERMISSION_DENIED, "tenant", token, name);
        }
        assertRefused(Status.Code.PERMISSION_DENIED, "the scope 'features:read'", issuer.token("segments:read", "acme"),
                "tenants/acme/accounts/a1");
        assertRefused(Status.Code.PERMISSION_DENIED, "the scope", issuer.token("", "acme"), "tenants/acme/accounts/a1");
        assertRefused(Status.Code.PERMISSION_DENIED, "the scope", issuer.token("features:reads features", "acme"),
                "tenants/acme/accounts/a1");
        assertRefused(Status.Code.PERMISSION_DENIED, "tenant", issuer.token("features:read"), "tenants/acme/accounts/a1");
    }

    @Test
    void what_concerns_no_tenant_needs_the_scope_and_what_concerns_all_needs_all() {
        eventuallyKnown(issuer.token("features:read", "acme"));
        assertThat(as(issuer.token("features:read")).listFeatureDefinitions(ListFeatureDefinitionsRequest.getDefaultInstance()))
                .isNotNull();
        assertThatThrownBy(() -> rebuild(issuer.token("operations", "acme")))
                .hasMessageContaining("PERMISSION_DENIED: this concerns the whole installation");
        rebuild(issuer.token("operations", "*"));
        rebuild(issuer.token("", List.of("*"), claims -> claims.setStringListClaim("scp", "operations")));
    }

    @Test
    void a_credential_is_checked_once_for_each_call() {
        String token = issuer.token("features:read", "acme");
        eventuallyKnown(token);
        int before = credentials.checks();
        assertThat(ask(token, "tenants/acme/accounts/a1")).isNotNull();
        assertThat(credentials.checks()).isEqualTo(before + 1);
    }

    @Test
    void tenants_may_be_one_text_too() {
        String token = issuer.token("features:read", List.of(), claims -> claims.setStringClaim("tenants", "acme"));
        eventuallyKnown(token);
        assertThat(ask(token, "tenants/acme/accounts/a1")).isNotNull();
        assertRefused(Status.Code.PERMISSION_DENIED, "tenant", token, "tenants/globex/accounts/a1");
    }

    @Test
    void a_token_that_does_not_hold_is_refused_with_what_is_wrong_with_it() {
        eventuallyKnown(issuer.token("features:read", "acme"));
        assertUnknown("has expired",
                issuer.token("features:read", List.of("acme"), claims -> claims.setExpirationTimeMinutesInTheFuture(-2)));
        assertUnknown("never expires", issuer.token("features:read", List.of("acme"), claims -> claims.unsetClaim("exp")));
        assertUnknown("not valid yet", issuer.token("features:read", List.of("acme"), claims -> claims.setNotBeforeMinutesInThePast(-5)));
        assertUnknown("another issuer", issuer.token("features:read", List.of("acme"), claims -> claims.setIssuer("http://elsewhere")));
        assertUnknown("another audience", issuer.token("features:read", List.of("acme"), claims -> claims.setAudience("another")));
        assertUnknown("neither a key", issuer.forged("features:read", "acme"));
        assertUnknown("neither a key", issuer.unsigned("features:read", "acme"));
        assertUnknown("neither a key", "x.y.z");
        assertUnknown("neither a key", adminKey + "x");
    }

    @Test
    void without_a_credential_that_can_be_read_the_caller_is_asked_for_one() {
        assertThatThrownBy(() -> FeatureStoreGrpc.newBlockingStub(channel).getFeatures(GetFeaturesRequest.getDefaultInstance()))
                .hasMessageContaining("UNAUTHENTICATED").hasMessageContaining("authorization: Bearer");
        assertUnknown("authorization: Bearer", "");
    }

    @Test
    void the_installations_keys_open_what_they_are_for() {
        assertThat(ask(adminKey, "tenants/any/accounts/a1")).isNotNull();
        rebuild(adminKey);
        rebuild(serviceKey);
        assertRefused(Status.Code.PERMISSION_DENIED, "the scope 'features:read'", serviceKey, "tenants/any/accounts/a1");
    }

    @Test
    void keys_that_the_issuer_has_changed_are_fetched() {
        eventuallyKnown(issuer.token("features:read", "acme"));
        issuer.rotate();
        eventuallyKnown(issuer.token("features:read", "acme"));
    }

    @Test
    void over_http_nothing_is_found_without_a_credential() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> stranger = http.send(HttpRequest.newBuilder(somewhere).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(stranger.headers().firstValue("www-authenticate")).contains("Bearer");
            assertThat(stranger.headers().firstValue("content-type")).contains("application/problem+json");
            HttpRequest known = HttpRequest.newBuilder(somewhere).header("Authorization", "bearer " + adminKey).build();
            HttpResponse<String> unknown = http.send(known, HttpResponse.BodyHandlers.ofString());
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(unknown.body()).contains("there is nothing at /anything");
            HttpRequest compressed =
                    HttpRequest.newBuilder(somewhere).header("Authorization", "bearer " + adminKey).header("Content-Encoding", "gzip")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10])).build();
            assertThat(http.send(compressed, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        }
    }

    private FeatureStoreGrpc.FeatureStoreBlockingStub as(String credential) {
        return FeatureStoreGrpc.newBlockingStub(ClientInterceptors.intercept(channel, BearerCredential.of(credential)));
    }

    private AccountFeatures ask(String credential, String name) {
        return as(credential).getFeatures(GetFeaturesRequest.newBuilder().setName(name).build());
    }

    private void rebuild(String credential) {
        as(credential).verifyFeatures(VerifyFeaturesRequest.getDefaultInstance()).forEachRemaining(_ -> {});
    }

    private void assertUnknown(String why, String credential) {
        assertRefused(Status.Code.UNAUTHENTICATED, why, credential, "tenants/acme/accounts/a1");
    }

    private void assertRefused(Status.Code code, String why, String credential, String name) {
        assertThatThrownBy(() -> ask(credential, name)).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(code);
            assertThat(refused.getStatus().getDescription()).contains(why).doesNotContain(credential.isEmpty() ? "\0" : credential);
        });
    }

    /// The keys of the issuer are fetched beside the calls.
    private void eventuallyKnown(String token) {
        Eventually.eventually(() -> {
            try {
                as(token).listFeatureDefinitions(ListFeatureDefinitionsRequest.getDefaultInstance());
            } catch (StatusRuntimeException refused) {
                if (refused.getStatus().getCode() != Status.Code.PERMISSION_DENIED) {
                    throw refused;
                }
            }
        });
    }

    @GrpcService
    static class Guarded extends FeatureStoreGrpc.FeatureStoreImplBase {

        private final AnswerStreams streams;

        Guarded(AnswerStreams streams) {
            this.streams = streams;
        }

        @Override
        public void getFeatures(GetFeaturesRequest request, StreamObserver<AccountFeatures> caller) {
            VirtualCalls.answer(caller, () -> AccountFeatures.newBuilder()
                    .setName(Caller.current().name() + " for " + request.getName() + ", logged of " + MDC.get("tenant"))
                    .build());
        }

        @Override
        public void listFeatureDefinitions(ListFeatureDefinitionsRequest request, StreamObserver<ListFeatureDefinitionsResponse> caller) {
            VirtualCalls.answer(caller, ListFeatureDefinitionsResponse::getDefaultInstance);
        }

        @Override
        public void verifyFeatures(VerifyFeaturesRequest request, StreamObserver<VerifyFeaturesResponse> caller) {
            streams.answer("VerifyFeatures", caller, answers -> answers.send(VerifyFeaturesResponse.getDefaultInstance()));
        }
    }
}
