package dev.bellwether.playbooks.service;

import dev.bellwether.embedded.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Where the service looks for segmentation-service in tests.
public final class SegmentationPort implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("bellwether.peers.segmentation", "localhost:" + FreePort.choose());
    }

    @Override
    public void stop() {}
}
