package dev.bellwether.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.chassis.text.Printable;
import dev.bellwether.cli.terminal.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// An issuer's token endpoint, found by OpenID Connect Discovery 1.0.
final class TokenEndpoint {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /// Of a token whose issuer does not say how long it counts.
    private static final long UNTOLD_SECONDS = 60;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OidcClient client;
    private final Supplier<SSLContext> trust;
    private JsonNode metadata;

    TokenEndpoint(OidcClient client, Supplier<SSLContext> trust) {
        this.client = client;
        this.trust = trust;
    }

    /// @param lifetime from when it was asked for
    record Granted(String token, Duration lifetime) {}

    /// @throws CommandException when there is none to be had, with the reason
    Granted get() {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).sslContext(trust.get()).build()) {
            if (metadata == null) {
                metadata = discovered(http);
            }
            HttpResponse<String> answer = send(http, request(metadata));
            JsonNode body = json(answer);
            if (answer.statusCode() != 200) {
                String why = Printable.line(body.path("error").asText() + " " + body.path("error_description").asText());
                throw new CommandException("The issuer " + client.issuer() + " gives the client " + client.id() + " no token: "
                        + answer.statusCode() + " " + why + ". The client is named by " + CredentialOptions.OIDC_CLIENT_ID + " and "
                        + CredentialOptions.OIDC_CLIENT_SECRET + ".");
            }
            if (!body.path("access_token").isTextual() || !body.path("token_type").asText().equalsIgnoreCase("bearer")) {
                throw new CommandException("The issuer " + client.issuer() + " gives something else than a bearer token.");
            }
            return new Granted(body.path("access_token").asText(), Duration.ofSeconds(body.path("expires_in").asLong(UNTOLD_SECONDS)));
        }
    }

    /// Section 4.3 asks for the comparison: the secret goes to nobody else's endpoint.
    private JsonNode discovered(HttpClient http) {
        String base = client.issuer().endsWith("/") ? client.issuer().substring(0, client.issuer().length() - 1) : client.issuer();
        HttpRequest request = HttpRequest.newBuilder(secured(base + "/.well-known/openid-configuration")).timeout(TIMEOUT).build();
        HttpResponse<String> answer = send(http, request);
        JsonNode found = json(answer);
        if (answer.statusCode() != 200 || !found.path("token_endpoint").isTextual()) {
            throw new CommandException("The issuer " + client.issuer() + " tells of no token endpoint at " + answer.uri()
                    + ", which answers " + answer.statusCode() + ". It is named by " + CredentialOptions.OIDC_ISSUER + ".");
        }
        if (!found.path("issuer").asText().equals(client.issuer())) {
            throw new CommandException("The issuer at " + client.issuer() + " says that it is " + found.path("issuer").asText() + ". "
                    + CredentialOptions.OIDC_ISSUER + " names it as it names itself.");
        }
        return found;
    }

    private HttpRequest request(JsonNode metadata) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        client.scope().ifPresent(scope -> form.put("scope", scope));
        client.audience().ifPresent(audience -> form.put("audience", audience));
        HttpRequest.Builder request = HttpRequest.newBuilder(secured(metadata.path("token_endpoint").asText())).timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "application/json");
        if (takesBasic(metadata.path("token_endpoint_auth_methods_supported"))) {
            // Section 2.3.1 of RFC 6749: both are encoded as in a form, first.
            byte[] both = (encoded(client.id()) + ":" + encoded(client.secret())).getBytes(UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        } else {
            form.put("client_id", client.id());
            form.put("client_secret", client.secret());
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue())).collect(Collectors.joining("&")))).build();
    }

    /// It is the default of the standard.
    private static boolean takesBasic(JsonNode methods) {
        if (methods.isMissingNode()) {
            return true;
        }
        for (JsonNode method : methods) {
            if (method.asText().equals("client_secret_basic")) {
                return true;
            }
        }
        return false;
    }

    private URI secured(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException _) {
            throw new CommandException("'" + url + "' is not a URL. The issuer is named by " + CredentialOptions.OIDC_ISSUER + ".");
        }
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()))) {
            throw new CommandException("The client's secret goes to an https:// address only, and " + url + " is none.");
        }
        return uri;
    }

    private HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (SSLException failure) {
            throw new CommandException("The issuer " + client.issuer() + " is not who it should be: "
                    + TlsErrors.of(failure, request.uri().getAuthority()).orElse("its TLS fails."), failure);
        } catch (IOException failure) {
            throw new CommandException("The issuer " + client.issuer() + " does not answer at " + request.uri() + ". It is named by "
                    + CredentialOptions.OIDC_ISSUER + ".", failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", failure);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException _) {
            return JSON.createObjectNode();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
