package dev.bellwether.features.consumption;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.ReceivedAt;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.features.v1.AccountSnapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;

@ApplicationScoped
class LogSnapshotPublisher implements SnapshotPublisher {

    private final LogProducer producer;

    LogSnapshotPublisher(LogProducer producer) {
        this.producer = producer;
    }

    @Override
    public void publish(int partition, AccountKey account, AccountSnapshots snapshots, Cause cause) {
        Header[] headers = Stream.concat(
                cause.receivedAt().map(ReceivedAt::header).stream(), cause.trace().map(TraceParent::header).stream())
                .toArray(Header[]::new);
        producer.send(Topics.FEATURES, partition, account.bytes(), snapshots.toByteArray(), headers);
    }

    @Override
    public void flush() {
        producer.flush();
    }
}
