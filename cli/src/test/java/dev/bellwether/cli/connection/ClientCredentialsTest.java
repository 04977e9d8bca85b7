package dev.bellwether.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.embedded.testing.TokenIssuer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientCredentialsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TokenIssuer issuer = TokenIssuer.start();
    private Instant now = Instant.parse("2026-03-10T12:00:00Z");

    @AfterEach
    void stop() {
        issuer.close();
    }

    private ClientCredentials credentials(String issuer, String secret) {
        return new ClientCredentials(
                new OidcClient(issuer, "cli", secret, Optional.of("segments:read operations"), Optional.of("bellwether")),
                ClientCredentialsTest::trustOfTheJvm, () -> now);
    }

    private static SSLContext trustOfTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void a_token_is_found_by_discovery_kept_and_renewed_half_a_minute_before_it_expires() {
        issuer.grantTo("cli", "secret", HOUR, "segments:read", "acme");
        ClientCredentials credentials = credentials(issuer.name(), "secret");

        String first = credentials.current().value();
        assertThat(first).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        now = now.plus(HOUR).minusSeconds(31);
        assertThat(credentials.current().value()).isEqualTo(first);
        assertThat(issuer.asked()).containsExactly("grant_type=client_credentials&scope=segments%3Aread+operations&audience=bellwether");
        now = now.plusSeconds(1);
        credentials.current();
        assertThat(issuer.asked()).hasSize(2);
    }

    @Test
    void a_token_that_still_counts_outlives_its_issuer() {
        issuer.grantTo("cli", "secret", HOUR, "segments:read", "acme");
        ClientCredentials credentials = credentials(issuer.name(), "secret");
        String token = credentials.current().value();
        issuer.close();

        now = now.plus(HOUR).minusSeconds(10);
        assertThat(credentials.current().value()).isEqualTo(token);
        now = now.plusSeconds(10);
        assertThatThrownBy(credentials::current).isInstanceOf(CommandException.class)
                .hasMessage("The issuer " + issuer.name() + " does not answer at " + issuer.name()
                        + "/token. It is named by BELLWETHER_OIDC_ISSUER.");
    }

    @Test
    void a_client_that_the_issuer_does_not_know_is_told_what_it_says() {
        issuer.grantTo("cli", "secret", HOUR, "segments:read", "acme");
        assertThatThrownBy(credentials(issuer.name(), "another")::current).isInstanceOf(CommandException.class)
                .hasMessage(
                        "The issuer " + issuer.name() + " gives the client cli no token: 401 invalid_client unknown client or wrong secret."
                                + " The client is named by BELLWETHER_OIDC_CLIENT_ID and BELLWETHER_OIDC_CLIENT_SECRET.");
    }

    @Test
    void an_issuer_that_names_itself_otherwise_gets_no_secret() {
        assertThatThrownBy(credentials(issuer.name() + "/", "secret")::current).isInstanceOf(CommandException.class)
                .hasMessageContaining("says that it is " + issuer.name() + ".");
        assertThat(issuer.asked()).isEmpty();
    }

    @Test
    void a_secret_goes_to_no_other_machine_in_the_clear() {
        assertThatThrownBy(credentials("http://issuer.example", "secret")::current).isInstanceOf(CommandException.class)
                .hasMessage(
                        "The client's secret goes to an https:// address only, and http://issuer.example/.well-known/openid-configuration is none.");
    }
}
