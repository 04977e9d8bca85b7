package dev.bellwether.ingestion.recorder;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.ingestion.journal.LogRecord;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// The topic `events`: the bytes of `inbound`, on the same partition, with the offset that they have there, and the trace that
/// they are in.
final class EventsTopic implements RecordedEvents {

    private static final String INBOUND_OFFSET = "inbound-offset";

    private final LogProducer producer;

    EventsTopic(LogProducer producer) {
        this.producer = producer;
    }

    @Override
    public void publish(int partition, byte[] key, LogRecord record, Optional<TraceParent> trace) {
        byte[] offset = ByteBuffer.allocate(Long.BYTES).putLong(record.offset()).array();
        Header inbound = new RecordHeader(INBOUND_OFFSET, offset);
        if (trace.isPresent()) {
            producer.send(Topics.EVENTS, partition, key, record.value(), inbound, trace.get().header());
        } else {
            producer.send(Topics.EVENTS, partition, key, record.value(), inbound);
        }
    }

    @Override
    public void flush() {
        producer.flush();
    }
}
