package dev.bellwether.chassis.access;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
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

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

    private final OidcConfig config;
    private final Semaphore wanted = new Semaphore(0);
    private volatile Optional<VerificationKeyResolver> keys = Optional.empty();
    private volatile Thread fetching;

    IssuerKeys(OidcConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent starting) {
        config.issuer().ifPresent(issuer -> fetching = Thread.ofVirtual().name("issuer-keys").start(() -> keepFetching(issuer)));
    }

    void stop(@Observes ShutdownEvent stopping) {
        Thread running = fetching;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        VerificationKeyResolver known = keys.orElseThrow(SigningKeysUnavailableException::new);
        try {
            return known.resolveKey(signature, nesting);
        } catch (UnresolvableKeyException unknown) {
            wanted.release();
            throw unknown;
        }
    }

    private void keepFetching(String issuer) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NORMAL).build()) {
            while (true) {
                long began = System.nanoTime();
                Duration rest = config.refresh();
                try {
                    keys = Optional.of(new JwksVerificationKeyResolver(fetch(http, issuer)));
                } catch (IOException | JoseException | RuntimeException | Error failure) {
                    // Whatever the answer holds: a thread that ended here would leave the keys as they are for ever.
                    LOG.warnf("the keys of the issuer %s cannot be fetched: %s", issuer, failure.getMessage());
                    rest = AFTER_FAILURE;
                }
                wanted.drainPermits();
                if (wanted.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(BETWEEN_FETCHES.minusNanos(System.nanoTime() - began));
                }
            }
        } catch (InterruptedException _) {
            // The service stops.
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
