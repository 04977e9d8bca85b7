package dev.bellwether.chassis.peers;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.access.InstallationKeys;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Channels to the other services of the installation, on which this one shows that it is of it.
@ApplicationScoped
public class Peers {

    private static final int LARGEST_ANSWER = 64 << 20;

    private final Optional<String> key;

    Peers(@ConfigProperty(name = InstallationKeys.SERVICE) Optional<String> key) {
        this.key = key;
    }

    /// To be shut down by who asks for it.
    ///
    /// @param target host:port
    public ManagedChannel channel(String target) {
        return ManagedChannelBuilder.forTarget(target)
                .usePlaintext()
                .maxInboundMessageSize(LARGEST_ANSWER)
                .intercept(new BearerCredential(() -> key))
                .build();
    }
}
