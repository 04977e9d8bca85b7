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
import dev.bellwether.features.v1.RefoldAccountRequest;
import dev.bellwether.features.v1.RefoldAccountResponse;
import dev.bellwether.features.v1.RefoldPartitionRequest;
import dev.bellwether.features.v1.RefoldPartitionResponse;
import dev.bellwether.features.v1.RefoldSummary;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/// The other service, as far as a refold goes: what comes out of it is all that has ever stood on `features`.
class FeatureServiceStandIn extends FeatureStoreImplBase {

    private final KafkaClients clients;

    FeatureServiceStandIn(KafkaSettings kafka) {
        this.clients = new KafkaClients(kafka);
        Topics.ensure(kafka, 12, TestLog.ARCHIVE);
    }

    @Override
    public void refoldPartition(RefoldPartitionRequest request, StreamObserver<RefoldPartitionResponse> caller) {
        snapshots(request.getLogPartition())
                .forEach(it -> caller.onNext(RefoldPartitionResponse.newBuilder().addSnapshots(it).build()));
        caller.onNext(RefoldPartitionResponse.newBuilder()
                .setSummary(RefoldSummary.newBuilder().setThroughOffset(Long.MAX_VALUE).setEvents(42))
                .build());
        caller.onCompleted();
    }

    @Override
    public void refoldAccount(RefoldAccountRequest request, StreamObserver<RefoldAccountResponse> caller) {
        AccountKey account = ResourceNames.parseAccount("name", request.getName());
        caller.onNext(RefoldAccountResponse.newBuilder()
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
            all.add(AccountSnapshots.parseFrom(value));
        } catch (InvalidProtocolBufferException notSnapshots) {
            // What a test has put there to be set aside.
        }
    }
}
