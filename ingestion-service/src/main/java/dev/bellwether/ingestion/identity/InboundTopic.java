package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.LogProducer;
import dev.bellwether.chassis.log.Topics;

final class InboundTopic implements InboundEvents {

    private final LogProducer producer;

    InboundTopic(LogProducer producer) {
        this.producer = producer;
    }

    @Override
    public void send(AccountKey account, byte[] entry) {
        producer.send(Topics.INBOUND, account, entry);
    }

    @Override
    public void flush() {
        producer.flush();
    }
}
