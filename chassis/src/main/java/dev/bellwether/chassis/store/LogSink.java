package dev.bellwether.chassis.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.log.clients.ReceivedAt;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.tracing.TraceParent;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Published events as records of a topic: the key is the account, the value the payload as it is stored. The headers
/// `event-type` (text) and `event-version` (8 bytes, big-endian; counts up within the stream) let a reader choose what to
/// parse and skip what it has; [ReceivedAt] says how old the cause is, and [TraceParent] which trace it is in.
public final class LogSink implements EventSink {
    public static final String TYPE = "event-type";
    public static final String VERSION = "event-version";

    private final LogProducer producer;
    private final String topic;

    public LogSink(LogProducer producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    public void send(StoredEvent event) {
        var record = new ProducerRecord<>(topic, event.stream().account().bytes(), event.payload());
        record.headers().add(TYPE, event.type().getBytes(UTF_8));
        record.headers().add(VERSION, ByteBuffer.allocate(Long.BYTES).putLong(event.version()).array());
        event.receivedAt().map(ReceivedAt::header).ifPresent(record.headers()::add);
        event.trace().map(TraceParent::header).ifPresent(record.headers()::add);
        producer.send(record);
    }

    @Override
    public void flush() {
        producer.flush();
    }
}
