package dev.bellwether.features.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/// Two partitions, closings in tiny turns, and a port at which the test gives the journal.
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {

    static final String JOURNAL = "bellwether.peers.ingestion";

    @Override
    public Map<String, String> start() {
        try (ServerSocket free = new ServerSocket(0)) {
            return Map.of(
                    "bellwether.partitions", "2",
                    "bellwether.features.closed-at-once", "3",
                    JOURNAL, "localhost:" + free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
