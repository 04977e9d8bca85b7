package dev.bellwether.ingestion;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Gives the service under test an admin key, and little memory for what comes in.
public final class AdminKeyResource implements QuarkusTestResourceLifecycleManager {

    public static final String KEY = "known-to-the-tests-alone";

    /// What the messages of all calls may take in memory: far less than a stream brings in all.
    public static final int INBOUND_BYTES = 40_000_000;

    @Override
    public Map<String, String> start() {
        return Map.of("bellwether.admin.key", KEY, "bellwether.grpc.inbound-bytes", Integer.toString(INBOUND_BYTES));
    }

    @Override
    public void stop() {}
}
