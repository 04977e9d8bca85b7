package dev.bellwether.chassis.peers;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.access.ServiceKeyConfig;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.opentelemetry.runtime.config.runtime.OTelRuntimeConfig;
import io.quarkus.opentelemetry.runtime.tracing.instrumentation.grpc.GrpcTracingClientInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Channels to the other services of the installation, on which this one shows that it is of it.
@ApplicationScoped
public class Peers {

    private static final int LARGEST_ANSWER = 64 << 20;

    private final PeerCertificates certificates;
    private final PeersConfig config;
    private final Optional<String> key;
    private final ClientInterceptor spans;

    Peers(
            PeerCertificates certificates,
            OpenTelemetry tracing,
            OTelRuntimeConfig tracingConfig,
            PeersConfig config,
            ServiceKeyConfig key) {
        this.certificates = certificates;
        this.config = config;
        this.key = key.key();
        this.spans = new GrpcTracingClientInterceptor(tracing, tracingConfig);
    }

    /// To ingestion-service. As every channel, it is to be [#close]d by its owner.
    public ManagedChannel ingestion() {
        return channel(config.ingestion());
    }

    public ManagedChannel features() {
        return channel(config.features());
    }

    public ManagedChannel segmentation() {
        return channel(config.segmentation());
    }

    /// Ends the calls that are under way.
    public static void close(ManagedChannel channel) {
        channel.shutdownNow();
        try {
            channel.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param target host:port
    private ManagedChannel channel(String target) {
        return Grpc.newChannelBuilder(target, certificates.credentials())
                .maxInboundMessageSize(LARGEST_ANSWER)
                .intercept(new BearerCredential(() -> key), spans)
                .build();
    }
}
