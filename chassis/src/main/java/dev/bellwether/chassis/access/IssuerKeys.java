package dev.bellwether.chassis.access;

import dev.bellwether.chassis.work.PeriodicWork;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/// The keys with which the issuer signs, fetched beside the calls that need them: a call never waits for the issuer, and the
/// last keys stay good while it is away. A token with a key that is not among them has them fetched again, at most once in
/// a few seconds.
@ApplicationScoped
class IssuerKeys implements VerificationKeyResolver {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

    private final OidcConfig config;
    private final Optional<PeriodicWork> fetching;
    private volatile Optional<VerificationKeyResolver> keys = Optional.empty();

    IssuerKeys(OidcConfig config) {
        this.config = config;
        this.fetching = config.issuer().map(issuer -> PeriodicWork.spaced(
                BETWEEN_FETCHES, config.refresh(), "issuer-keys", "Fetching the keys of the issuer " + issuer, () -> fetch(issuer)));
    }

    void start(@Observes StartupEvent starting) {
        fetching.ifPresent(PeriodicWork::start);
    }

    void stop(@Observes ShutdownEvent stopping) {
        fetching.ifPresent(PeriodicWork::stop);
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        VerificationKeyResolver known = keys.orElseThrow(SigningKeysUnavailableException::new);
        try {
            return known.resolveKey(signature, nesting);
        } catch (UnresolvableKeyException unknown) {
            fetching.ifPresent(PeriodicWork::wake);
            throw unknown;
        }
    }

    private void fetch(String issuer) throws IOException, JoseException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NORMAL).build()) {
            keys = Optional.of(new JwksVerificationKeyResolver(fetch(http, issuer)));
        }
    }

    private List<JsonWebKey> fetch(HttpClient http, String issuer) throws IOException, JoseException, InterruptedException {
        URI place = config.jwks().isPresent() ? config.jwks().get() : discover(http, issuer);
        return new JsonWebKeySet(get(http, place)).getJsonWebKeys();
    }

    private static URI discover(HttpClient http, String issuer) throws IOException, JoseException, InterruptedException {
        URI place = URI.create((issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration");
        Map<String, Object> metadata = JsonUtil.parseJson(get(http, place));
        if (!(metadata.get("jwks_uri") instanceof String jwks)) {
            throw new IOException(place + " names no jwks_uri");
        }
        return URI.create(jwks);
    }

    private static String get(HttpClient http, URI place) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(place).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(place + " answers " + answer.statusCode());
        }
        return answer.body();
    }
}
