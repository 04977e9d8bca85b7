package dev.bellwether.local.connection;

import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.ingestion.v1.ErasuresGrpc;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import dev.bellwether.ingestion.v1.TrackingPlansGrpc;
import dev.bellwether.local.platform.Service;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/// Channels to the four services of a running platform. A call that fails because a service does not answer says which,
/// and how to start it.
public final class Connection implements AutoCloseable {

    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Map<Service, ManagedChannel> channels = new EnumMap<>(Service.class);

    private final Addresses addresses;
    private final Supplier<AdminKey> adminKey;

    /// @param adminKey asked when an admin call is made, and not before: most commands need none
    public Connection(Addresses addresses, Supplier<AdminKey> adminKey) {
        this.addresses = addresses;
        this.adminKey = adminKey;
        for (Service service : Service.values()) {
            String address = addresses.of(service);
            channels.put(service, NettyChannelBuilder.forTarget("dns:///" + address).usePlaintext()
                    .maxInboundMessageSize(64 << 20).intercept(new HelpfulErrors(service, address)).build());
        }
    }

    public IngestionGrpc.IngestionBlockingStub ingestion() {
        return IngestionGrpc.newBlockingStub(channels.get(Service.INGESTION));
    }

    public IngestionGrpc.IngestionStub ingestionStreams() {
        return IngestionGrpc.newStub(channels.get(Service.INGESTION));
    }

    public SourcesGrpc.SourcesBlockingStub sources() {
        return asAdmin(SourcesGrpc.newBlockingStub(channels.get(Service.INGESTION)));
    }

    public TrackingPlansGrpc.TrackingPlansBlockingStub trackingPlans() {
        return TrackingPlansGrpc.newBlockingStub(channels.get(Service.INGESTION));
    }

    public TrackingPlansGrpc.TrackingPlansBlockingStub trackingPlansAsAdmin() {
        return asAdmin(trackingPlans());
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

    public IngestionGrpc.IngestionBlockingStub ingestionAsAdmin() {
        return asAdmin(ingestion());
    }

    public ErasuresGrpc.ErasuresBlockingStub erasures() {
        return asAdmin(ErasuresGrpc.newBlockingStub(channels.get(Service.INGESTION)));
    }

    public OperationsGrpc.OperationsBlockingStub operationsAsAdmin(Service service) {
        return asAdmin(operations(service));
    }

    /// Host and port.
    public String address(Service service) {
        return addresses.of(service);
    }

    /// The stub with the admin key on all that it calls.
    private <S extends AbstractStub<S>> S asAdmin(S stub) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + adminKey.get().value());
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
