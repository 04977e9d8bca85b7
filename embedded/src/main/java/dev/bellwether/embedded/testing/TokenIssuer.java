package dev.bellwether.embedded.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// An issuer of tokens on this machine, with discovery and keys over HTTP as OpenID Connect has them.
public final class TokenIssuer implements AutoCloseable {

    public static final String AUDIENCE = "bellwether";

    private static final int RSA_BITS = 2048;
    private static final float TEN_MINUTES = 10;

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile RsaJsonWebKey key;
    private volatile Grant granting = new Grant("", Duration.ZERO, "", List.of());

    private record Grant(String client, Duration lifetime, String scopes, List<String> tenants) {}

    private TokenIssuer(HttpServer server) {
        this.server = server;
        this.key = newKey();
    }

    public static TokenIssuer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TokenIssuer issuer = new TokenIssuer(server);
            issuer.serve("/.well-known/openid-configuration",
                    () -> "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/keys\", \"token_endpoint\": \"%1$s/token\"}"
                            .formatted(issuer.name()));
            server.createContext("/token", issuer::grant);
            issuer.serve("/keys", () -> new JsonWebKeySet(issuer.key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
            server.start();
            return issuer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void serve(String path, java.util.function.Supplier<String> body) {
        server.createContext(path, exchange -> answer(exchange, 200, body.get()));
    }

    /// From now on a client gets tokens at the token endpoint, as RFC 6749 has it in section 4.4: it shows its secret by HTTP Basic,
    /// both encoded as in a form (section 2.3.1).
    public void grantTo(String id, String secret, Duration lifetime, String scopes, String... tenants) {
        String shown = URLEncoder.encode(id, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        granting = new Grant("Basic " + Base64.getEncoder().encodeToString(shown.getBytes(UTF_8)), lifetime, scopes, List.of(tenants));
    }

    /// The forms that came to the token endpoint.
    public List<String> asked() {
        return asked;
    }

    private void grant(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Grant grant = granting;
        if (grant.client().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            String token = token(grant.scopes(), grant.tenants(),
                    claims -> claims
                            .setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() + grant.lifetime().toSeconds())));
            answer(exchange, 200, "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": %d}".formatted(token,
                    grant.lifetime().toSeconds()));
        } else {
            answer(exchange, 401, "{\"error\": \"invalid_client\", \"error_description\": \"unknown client or wrong secret\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var answer = exchange.getResponseBody()) {
            answer.write(bytes);
        }
    }

    /// What stands in `iss`, and what it is found by.
    public String name() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Signs with another key from now on, and shows only that.
    public void rotate() {
        key = newKey();
    }

    public String token(String scopes, String... tenants) {
        return token(scopes, List.of(tenants), _ -> {});
    }

    /// @param change what is to be different about it
    public String token(String scopes, List<String> tenants, Consumer<JwtClaims> change) {
        return signed(claims(scopes, tenants, change), key, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /// As [#token], but forged: signed with another key under this issuer's name.
    public String forged(String scopes, String... tenants) {
        RsaJsonWebKey another = newKey();
        another.setKeyId(key.getKeyId());
        return signed(claims(scopes, List.of(tenants), _ -> {}), another, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /// As [#token], with `alg: none`.
    public String unsigned(String scopes, String... tenants) {
        return signed(claims(scopes, List.of(tenants), _ -> {}), null, AlgorithmIdentifiers.NONE);
    }

    private JwtClaims claims(String scopes, List<String> tenants, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(name());
        claims.setAudience(AUDIENCE);
        claims.setSubject("a client of the tests");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(TEN_MINUTES);
        claims.setStringClaim("scope", scopes);
        claims.setStringListClaim("tenants", tenants);
        change.accept(claims);
        return claims;
    }

    private static String signed(JwtClaims claims, PublicJsonWebKey key, String algorithm) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        if (key == null) {
            signature.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        } else {
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
        }
        try {
            return signature.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(RSA_BITS);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            return key;
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
