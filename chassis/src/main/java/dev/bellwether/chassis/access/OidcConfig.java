package dev.bellwether.chassis.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// `bellwether.oidc.…`: whose tokens are taken.
@ConfigMapping(prefix = "bellwether.oidc")
public interface OidcConfig {

    /// As it stands in the tokens' `iss`. Without one no tokens are taken.
    Optional<String> issuer();

    /// What has to stand in the tokens' `aud`.
    @WithDefault("bellwether")
    String audience();

    /// Where the issuer's keys are. Default: what its `/.well-known/openid-configuration` says.
    Optional<URI> jwks();

    /// The claim that says whose data the token opens: one tenant's id, several, or `*` for all tenants.
    @WithDefault("tenants")
    String tenantsClaim();

    /// How often the issuer's keys are fetched.
    @WithDefault("PT1M")
    Duration refresh();
}
