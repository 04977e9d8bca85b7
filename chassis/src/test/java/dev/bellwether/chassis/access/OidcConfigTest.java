package dev.bellwether.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OidcConfigTest {

    @Test
    void these_are_the_defaults() {
        OidcConfig config = Configurations.of(OidcConfig.class, Map.of());
        assertThat(config.issuer()).isEmpty();
        assertThat(config.audience()).isEqualTo("bellwether");
        assertThat(config.jwks()).isEmpty();
        assertThat(config.tenantsClaim()).isEqualTo("tenants");
        assertThat(config.refresh()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void each_can_be_set() {
        OidcConfig config = Configurations.full(OidcConfig.class, Map.of(
                "bellwether.oidc.issuer", "https://login.example.com",
                "bellwether.oidc.audience", "crm",
                "bellwether.oidc.jwks", "https://login.example.com/keys",
                "bellwether.oidc.tenants-claim", "org",
                "bellwether.oidc.refresh", "PT5M"));
        assertThat(config.issuer()).contains("https://login.example.com");
        assertThat(config.audience()).isEqualTo("crm");
        assertThat(config.jwks()).contains(URI.create("https://login.example.com/keys"));
        assertThat(config.tenantsClaim()).isEqualTo("org");
        assertThat(config.refresh()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(OidcConfig.class, Map.of("bellwether.oidc.refresh", "often")))
                .contains("bellwether.oidc.refresh");
    }
}
