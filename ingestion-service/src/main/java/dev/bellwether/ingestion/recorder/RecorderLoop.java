package dev.bellwether.ingestion.recorder;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.consumer.LogConsumer;
import dev.bellwether.chassis.log.consumer.LogConsumerSettings;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.quarantine.Quarantine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/// Runs the recorder on the partitions of `inbound` that this replica is given.
@ApplicationScoped
public class RecorderLoop {

    // Twice this may be in memory for each partition.
    private static final long MOST_BYTES = 2 << 20;

    private final KafkaSettings kafka;
    private final LogProducer producer;
    private final Database database;
    private final InstantSource clock;
    private final Quarantine quarantine;
    private LogConsumer consumer;

    RecorderLoop(
            KafkaSettings kafka,
            LogProducer producer,
            Database database,
            InstantSource clock,
            Quarantine quarantine) {
        this.kafka = kafka;
        this.producer = producer;
        this.database = database;
        this.clock = clock;
        this.quarantine = quarantine;
    }

    public void start() {
        EventsTopic events = new EventsTopic(producer);
        consumer = LogConsumer.start(
                LogConsumerSettings.of("ingestion-service", Topics.INBOUND, kafka)
                        .withMaxBytes(MOST_BYTES),
                partition -> new Recorder(partition, events, clock, quarantine),
                database);
    }

    public void stop() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
