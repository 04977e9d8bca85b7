package dev.bellwether.cli.connection;

import dev.bellwether.chassis.access.BearerCredential;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Channels to the four services of a running platform. A call that fails because a service does not answer says which,
/// and how to start it.
public final class Connection implements AutoCloseable {

    private final Map<Service, ManagedChannel> channels = new EnumMap<>(Service.class);

    private final Addresses addresses;

    /// @param adminKey asked when a call is made, and not before; shown with every one
    public Connection(Addresses addresses, Supplier<AdminKey> adminKey) {
        this.addresses = addresses;
        for (Service service : Service.values()) {
            String address = addresses.of(service);
            channels.put(service, NettyChannelBuilder.forTarget("dns:///" + address).usePlaintext()
                    .maxInboundMessageSize(64 << 20)
                    .intercept(new BearerCredential(() -> Optional.of(adminKey.get().value())), new HelpfulErrors(service, address)).build());
        }
    }

    public IngestionGrpc.IngestionBlockingStub ingestion() {
        return IngestionGrpc.newBlockingStub(channels.get(Service.INGESTION));
    }

    public IngestionGrpc.IngestionStub ingestionStreams() {
        return IngestionGrpc.newStub(channels.get(Service.INGESTION));
    }

    public SourcesGrpc.SourcesBlockingStub sources() {
        return SourcesGrpc.newBlockingStub(channels.get(Service.INGESTION));
    }

    public TrackingPlansGrpc.TrackingPlansBlockingStub trackingPlans() {
        return TrackingPlansGrpc.newBlockingStub(channels.get(Service.INGESTION));
    }

    public FeatureStoreGrpc.FeatureStoreBlockingStub features() {
        return FeatureStoreGrpc.newBlockingStub(channels.get(Service.FEATURES));
    }

    public SegmentationGrpc.SegmentationBlockingStub segmentation() {
        return SegmentationGrpc.newBlockingStub(channels.get(Service.SEGMENTATION));
    }

    public PlaybooksGrpc.PlaybooksBlockingStub playbooks() {
        return PlaybooksGrpc.newBlockingStub(channels.get(Service.PLAYBOOKS));
    }

    public OperationsGrpc.OperationsBlockingStub operations(Service service) {
        return OperationsGrpc.newBlockingStub(channels.get(service));
    }

    public ErasuresGrpc.ErasuresBlockingStub erasures() {
        return ErasuresGrpc.newBlockingStub(channels.get(Service.INGESTION));
    }

    /// Host and port.
    public String address(Service service) {
        return addresses.of(service);
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
