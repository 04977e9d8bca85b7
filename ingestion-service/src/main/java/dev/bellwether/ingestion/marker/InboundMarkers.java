package dev.bellwether.ingestion.marker;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.ingestion.v1.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
class InboundMarkers implements MarkerLog {

    private final LogProducer producer;
    private final int partitions;

    InboundMarkers(LogProducer producer, @ConfigProperty(name = "bellwether.partitions") int partitions) {
        this.producer = producer;
        this.partitions = partitions;
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
