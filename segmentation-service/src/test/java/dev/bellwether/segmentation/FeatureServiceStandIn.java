package dev.bellwether.segmentation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.FeatureStoreGrpc.FeatureStoreImplBase;
import dev.bellwether.features.v1.ListSnapshotsRequest;
import dev.bellwether.features.v1.ListSnapshotsResponse;
import dev.bellwether.features.v1.VerifyFeaturesRequest;
import dev.bellwether.features.v1.VerifyFeaturesResponse;
import dev.bellwether.features.v1.FeatureVerificationSummary;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/// The other service, as far as a rebuild goes: what comes out of it is all that has ever stood on `features`.
class FeatureServiceStandIn extends FeatureStoreImplBase {

    private final KafkaClients clients;

    FeatureServiceStandIn(KafkaSettings kafka) {
        this.clients = new KafkaClients(kafka);
        Topics.ensure(kafka, 12, TestLog.ARCHIVE);
    }

    @Override
    public void verifyFeatures(VerifyFeaturesRequest request, StreamObserver<VerifyFeaturesResponse> caller) {
        snapshots(request.getLogPartition())
                .forEach(it -> caller.onNext(VerifyFeaturesResponse.newBuilder().addSnapshots(it).build()));
        caller.onNext(VerifyFeaturesResponse.newBuilder()
                .setSummary(FeatureVerificationSummary.newBuilder().setThroughOffset(Long.MAX_VALUE).setEvents(42))
                .build());
        caller.onCompleted();
    }

    @Override
    public void listSnapshots(ListSnapshotsRequest request, StreamObserver<ListSnapshotsResponse> caller) {
        AccountKey account = ResourceNames.parseAccount("name", request.getName());
        caller.onNext(ListSnapshotsResponse.newBuilder()
                .addAllSnapshots(snapshots(account.partition(12)).stream()
                        .filter(it -> it.getTenant().equals(account.tenant()) && it.getAccount().equals(account.account()))
                        .toList())
                .build());
        caller.onCompleted();
    }

    private List<AccountSnapshots> snapshots(int partition) {
        List<AccountSnapshots> all = new ArrayList<>();
        for (String topic : List.of(TestLog.ARCHIVE, Topics.FEATURES)) {
            try (LogRange range = LogRange.open(clients, new TopicPartition(topic, partition))) {
                range.forEach(record -> add(record.value(), all));
            }
        }
        return all;
    }

    private static void add(byte[] value, List<AccountSnapshots> all) {
        try {
            AccountSnapshots snapshots = AccountSnapshots.parseFrom(value);
            if (!snapshots.hasSchemeInForce()) {
                all.add(snapshots);
            }
        } catch (InvalidProtocolBufferException notSnapshots) {
            // What a test has put there to be set aside.
        }
    }
}
