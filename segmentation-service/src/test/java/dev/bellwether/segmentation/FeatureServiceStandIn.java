package dev.bellwether.segmentation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.FeatureStoreGrpc.FeatureStoreImplBase;
import dev.bellwether.features.v1.RefoldPartitionRequest;
import dev.bellwether.features.v1.RefoldPartitionResponse;
import dev.bellwether.features.v1.RefoldSummary;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The other service, as far as a refold goes: what comes out of it is what stands on `features`.
class FeatureServiceStandIn extends FeatureStoreImplBase {

    private final KafkaSettings kafka;

    FeatureServiceStandIn(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    @Override
    public void refoldPartition(RefoldPartitionRequest request, StreamObserver<RefoldPartitionResponse> caller) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.FEATURES, request.getLogPartition());
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    tell(record.value(), caller);
                }
            }
        }
        caller.onNext(RefoldPartitionResponse.newBuilder()
                .setSummary(RefoldSummary.newBuilder().setThroughOffset(Long.MAX_VALUE).setEvents(42))
                .build());
        caller.onCompleted();
    }

    private static void tell(byte[] value, StreamObserver<RefoldPartitionResponse> caller) {
        try {
            caller.onNext(RefoldPartitionResponse.newBuilder().addSnapshots(AccountSnapshots.parseFrom(value)).build());
        } catch (InvalidProtocolBufferException notSnapshots) {
            // What a test has put there to be set aside.
        }
    }
}
