package dev.bellwether.ingestion.recorder;

import dev.bellwether.chassis.log.LogProducer;
import dev.bellwether.chassis.log.Topics;
import dev.bellwether.ingestion.journal.LogRecord;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.internals.RecordHeader;

/// The topic `events`: the bytes of `inbound`, on the same partition, with the offset that they have there.
final class EventsTopic implements RecordedEvents {

    private static final String INBOUND_OFFSET = "inbound-offset";

    private final LogProducer producer;

    EventsTopic(LogProducer producer) {
        this.producer = producer;
    }

    @Override
    public void publish(int partition, byte[] key, LogRecord record) {
        byte[] offset = ByteBuffer.allocate(Long.BYTES).putLong(record.offset()).array();
        producer.send(Topics.EVENTS, partition, key, record.value(), new RecordHeader(INBOUND_OFFSET, offset));
    }

    @Override
    public void flush() {
        producer.flush();
    }
}
