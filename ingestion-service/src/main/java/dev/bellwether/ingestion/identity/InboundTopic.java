package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.tracing.TraceParent;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

final class InboundTopic implements InboundEvents {

    private final LogProducer producer;

    InboundTopic(LogProducer producer) {
        this.producer = producer;
    }

    @Override
    public void send(AccountKey account, byte[] entry, Optional<TraceParent> trace) {
        producer.send(Topics.INBOUND, account, entry, trace.map(TraceParent::header).stream().toArray(Header[]::new));
    }

    @Override
    public void flush() {
        producer.flush();
    }
}
