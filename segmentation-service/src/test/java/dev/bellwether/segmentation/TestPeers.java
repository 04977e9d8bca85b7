package dev.bellwether.segmentation;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.features.v1.FeatureStoreGrpc;
import dev.bellwether.features.v1.FeatureStoreGrpc.FeatureStoreBlockingStub;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Puts the stand-in where the service looks for its peer.
@ApplicationScoped
class TestPeers {

    @Produces
    @Singleton
    FeatureStoreBlockingStub featureStore(KafkaSettings kafka) throws IOException {
        Server server = ServerBuilder.forPort(0).addService(new FeatureServiceStandIn(kafka)).build().start();
        return FeatureStoreGrpc.newBlockingStub(
                ManagedChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build());
    }
}
