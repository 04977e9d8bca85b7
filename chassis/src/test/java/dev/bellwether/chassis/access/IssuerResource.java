package dev.bellwether.chassis.access;

import dev.bellwether.embedded.testing.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Gives the service under test an issuer whose tokens it trusts.
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {

    private TokenIssuer issuer;

    @Override
    public Map<String, String> start() {
        issuer = TokenIssuer.start();
        return Map.of("bellwether.oidc.issuer", issuer.name());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(issuer, field -> field.getType() == TokenIssuer.class);
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.close();
        }
    }
}
