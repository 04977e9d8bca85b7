package dev.bellwether.ingestion.gateway;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.log.producer.CommittedOffsetLookup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;

/// The gateway's way into the log. A producer of its own: it must give up in time to answer the caller, and a flush of the
/// recorder's would wait for everything that is on its way through the gateway. A singleton, without the proxy that a scope
/// would put before each record.
@Singleton
class GatewayLog {

    private final KafkaProducer<byte[], byte[]> producer;
    private final CommittedOffsetLookup committedOffsets;
    private final int partitions;

    GatewayLog(KafkaSettings kafka, CommittedOffsetLookup committedOffsets, GatewayConfig config,
            PartitionsConfig partitions) {
        this.committedOffsets = committedOffsets;
        this.partitions = partitions.count();
        this.producer = new KafkaClients(kafka)
                .answeringProducer("gateway", config.makeRoomWithin(), config.acknowledgeWithin());
    }

    /// For records that are sent to the topic from now on.
    Acknowledgement acknowledgement(String topic) {
        return new Acknowledgement(committedOffsets.of(topic));
    }

    /// Waits while the producer's buffer is full. The acknowledgement learns of every failure.
    void send(String topic, byte[] key, byte[] value, List<Header> headers, Acknowledgement acknowledgement) {
        acknowledgement.await();
        if (acknowledgement.closed().isPresent()) {
            acknowledgement.onCompletion(null, acknowledgement.closed().get());
            return;
        }
        int partition = AccountKey.partition(key, partitions);
        try {
            producer.send(
                    headers.isEmpty() ? new ProducerRecord<>(topic, partition, key, value)
                            : new ProducerRecord<>(topic, partition, key, value, headers),
                    acknowledgement);
        } catch (KafkaException refused) {
            acknowledgement.onCompletion(null, refused);
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
