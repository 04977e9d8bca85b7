package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// A token got with a client's own credentials (RFC 6749, section 4.4), and the next one before it expires.
final class ClientCredentials {

    /// Before its end, so that no call shows one that ends on its way.
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final OidcClient client;
    private final TokenEndpoint endpoint;
    private final InstantSource clock;

    private Credential token;
    private Instant end = Instant.MIN;
    private Instant next = Instant.MIN;

    /// @param trust of the issuer's certificate; asked when it is needed
    ClientCredentials(OidcClient client, Supplier<SSLContext> trust, InstantSource clock) {
        this.client = client;
        this.endpoint = new TokenEndpoint(client, trust);
        this.clock = clock;
    }

    /// @throws CommandException when the issuer gives none
    synchronized Credential current() {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            renew(now);
        }
        return token;
    }

    private void renew(Instant now) {
        try {
            TokenEndpoint.Granted granted = endpoint.get();
            Duration margin = granted.lifetime().dividedBy(4).compareTo(MARGIN) < 0 ? granted.lifetime().dividedBy(4) : MARGIN;
            token = new BearerToken(granted.token(), client.toString());
            end = now.plus(granted.lifetime());
            next = end.minus(margin);
        } catch (CommandException failure) {
            if (!now.isBefore(end)) {
                throw failure;
            }
            // The one at hand still counts.
            next = now.plus(PAUSE_AFTER_FAILURE);
        }
    }
}
