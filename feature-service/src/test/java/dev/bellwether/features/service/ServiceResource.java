package dev.bellwether.features.service;

import dev.bellwether.embedded.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Two partitions, closings in tiny turns, and a port at which the test gives the journal.
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {

    static final String JOURNAL = "bellwether.peers.ingestion";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "bellwether.partitions", "2",
                "bellwether.features.closed-at-once", "3",
                JOURNAL, "localhost:" + FreePort.choose());
    }

    @Override
    public void stop() {}
}
