package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.definitions.v1.DefinitionsGrpc;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.ingestion.v1.ErasuresGrpc;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import dev.bellwether.ingestion.v1.TrackingPlansGrpc;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.http.HttpClient;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Channels to the four services of an installation. A call that fails because a service does not answer, or because it refuses the
/// credential, says which, and what to do.
public final class Connection implements AutoCloseable {

    private static final int LARGEST_ANSWER = 64 << 20;

    private final Map<Service, ManagedChannel> channels = new EnumMap<>(Service.class);

    private final Map<Service, Endpoint> endpoints;
    private final TrustedAuthorities authorities;
    private final boolean elsewhere;

    /// To a platform on this machine.
    ///
    /// @param credential asked when a call is made, and not before; shown with every one
    public Connection(Addresses addresses, Supplier<? extends Credential> credential) {
        this(addresses.services().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Endpoint(entry.getValue(), false))),
                new TrustedAuthorities(Optional.empty()), Optional.empty(), false, credential);
    }

    /// @param endpoints of those services that can be reached
    /// @param name      that certificates have to be for, where it is not the address
    /// @param elsewhere whether it is not the platform on this machine
    Connection(Map<Service, Endpoint> endpoints, TrustedAuthorities authorities, Optional<String> name, boolean elsewhere,
            Supplier<? extends Credential> credential) {
        this.endpoints = Map.copyOf(endpoints);
        this.authorities = authorities;
        this.elsewhere = elsewhere;
        endpoints.forEach((service, endpoint) -> {
            String target = "dns:///" + endpoint.address();
            NettyChannelBuilder channel = endpoint.tls()
                    ? NettyChannelBuilder.forTarget(target, authorities.forServices())
                    : NettyChannelBuilder.forTarget(target).usePlaintext();
            name.filter(_ -> endpoint.tls()).ifPresent(channel::overrideAuthority);
            channels.put(service, channel.maxInboundMessageSize(LARGEST_ANSWER)
                    .intercept(new ShownCredential(service, credential), new HelpfulErrors(service, endpoint, elsewhere)).build());
        });
    }

    private ManagedChannel channel(Service service) {
        if (!channels.containsKey(service)) {
            throw new CommandException("This needs " + service.module() + ", and --server names no address of it.");
        }
        return channels.get(service);
    }

    public IngestionGrpc.IngestionBlockingStub ingestion() {
        return IngestionGrpc.newBlockingStub(channel(Service.INGESTION));
    }

    public IngestionGrpc.IngestionStub ingestionStreams() {
        return IngestionGrpc.newStub(channel(Service.INGESTION));
    }

    public SourcesGrpc.SourcesBlockingStub sources() {
        return SourcesGrpc.newBlockingStub(channel(Service.INGESTION));
    }

    public TrackingPlansGrpc.TrackingPlansBlockingStub trackingPlans() {
        return TrackingPlansGrpc.newBlockingStub(channel(Service.INGESTION));
    }

    /// Of the kinds that the service owns.
    public DefinitionsGrpc.DefinitionsBlockingStub definitions(Service owner) {
        return DefinitionsGrpc.newBlockingStub(channel(owner));
    }

    public FeatureStoreGrpc.FeatureStoreBlockingStub features() {
        return FeatureStoreGrpc.newBlockingStub(channel(Service.FEATURES));
    }

    public SegmentationGrpc.SegmentationBlockingStub segmentation() {
        return SegmentationGrpc.newBlockingStub(channel(Service.SEGMENTATION));
    }

    public PlaybooksGrpc.PlaybooksBlockingStub playbooks() {
        return PlaybooksGrpc.newBlockingStub(channel(Service.PLAYBOOKS));
    }

    public OperationsGrpc.OperationsBlockingStub operations(Service service) {
        return OperationsGrpc.newBlockingStub(channel(service));
    }

    public ErasuresGrpc.ErasuresBlockingStub erasures() {
        return ErasuresGrpc.newBlockingStub(channel(Service.INGESTION));
    }

    /// Whether it is not the platform on this machine.
    public boolean isElsewhere() {
        return elsewhere;
    }

    /// For HTTP, without a path.
    public String url(Service service) {
        channel(service);
        return endpoints.get(service).url();
    }

    /// Trusts whom the channels trust.
    public HttpClient.Builder http() {
        HttpClient.Builder http = HttpClient.newBuilder();
        return endpoints.values().stream().anyMatch(Endpoint::tls) ? http.sslContext(authorities.contextForServices()) : http;
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
