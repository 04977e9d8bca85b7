package dev.bellwether.ingestion.marker;

import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.ingestion.v1.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class InboundMarkers implements MarkerLog {

    private final LogProducer producer;
    private final int partitions;

    InboundMarkers(LogProducer producer, PartitionsConfig partitions) {
        this.producer = producer;
        this.partitions = partitions.count();
    }

    @Override
    public void write(LogEntry marker) {
        byte[] value = marker.toByteArray();
        for (int partition = 0; partition < partitions; partition++) {
            producer.send(Topics.INBOUND, partition, null, value);
        }
        producer.flush();
    }
}
