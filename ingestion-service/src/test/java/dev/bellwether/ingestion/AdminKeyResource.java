package dev.bellwether.ingestion;

import dev.bellwether.chassis.access.InstallationKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Gives the service under test an admin key.
public final class AdminKeyResource implements QuarkusTestResourceLifecycleManager {

    public static final String KEY = "known-to-the-tests-and-nobody-else";

    @Override
    public Map<String, String> start() {
        return Map.of(InstallationKeys.ADMIN, KEY);
    }

    @Override
    public void stop() {}
}
