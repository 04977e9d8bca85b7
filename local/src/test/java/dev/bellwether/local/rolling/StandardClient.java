package dev.bellwether.local.rolling;

import dev.bellwether.chassis.access.BearerCredential;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A channel as docs/operations.md tells callers to make it, by service config (gRFC A6): of calls that were not answered because the service was
/// not there, four more tries within eight seconds, which is longer than a channel waits before it connects again.
final class StandardClient {

    private static final Map<String, ?> SERVICE_CONFIG = Map.of("methodConfig", List.of(Map.of(
            "name", List.of(Map.of()),
            "retryPolicy", Map.of(
                    "maxAttempts", 5.0,
                    "initialBackoff", "0.5s",
                    "maxBackoff", "5s",
                    "backoffMultiplier", 2.0,
                    "retryableStatusCodes", List.of("UNAVAILABLE")))));

    private StandardClient() {}

    static ManagedChannel connect(String address, String key) {
        return Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
                .defaultServiceConfig(SERVICE_CONFIG)
                .enableRetry()
                .maxInboundMessageSize(64 << 20)
                .intercept(new BearerCredential(() -> Optional.of(key)))
                .build();
    }
}
