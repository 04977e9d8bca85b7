package dev.bellwether.chassis.peers;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.access.InstallationKeys;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.opentelemetry.runtime.config.runtime.OTelRuntimeConfig;
import io.quarkus.opentelemetry.runtime.tracing.instrumentation.grpc.GrpcTracingClientInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Channels to the other services of the installation, on which this one shows that it is of it.
@ApplicationScoped
public class Peers {

    private static final int LARGEST_ANSWER = 64 << 20;

    private final PeerCertificates certificates;
    private final Optional<String> key;
    private final ClientInterceptor spans;

    Peers(
            PeerCertificates certificates,
            OpenTelemetry tracing,
            OTelRuntimeConfig tracingConfig,
            @ConfigProperty(name = InstallationKeys.SERVICE) Optional<String> key) {
        this.certificates = certificates;
        this.key = key;
        this.spans = new GrpcTracingClientInterceptor(tracing, tracingConfig);
    }

    /// To be shut down by who asks for it.
    ///
    /// @param target host:port
    public ManagedChannel channel(String target) {
        return Grpc.newChannelBuilder(target, certificates.credentials())
                .maxInboundMessageSize(LARGEST_ANSWER)
                .intercept(new BearerCredential(() -> key), spans)
                .build();
    }
}
