package dev.bellwether.ingestion.recorder;

import dev.bellwether.chassis.log.KafkaSettings;
import dev.bellwether.chassis.log.LogConsumer;
import dev.bellwether.chassis.log.LogConsumerSettings;
import dev.bellwether.chassis.log.LogProducer;
import dev.bellwether.chassis.log.Topics;
import dev.bellwether.chassis.sql.Database;
import jakarta.annotation.PreDestroy;
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
    private LogConsumer consumer;

    RecorderLoop(KafkaSettings kafka, LogProducer producer, Database database, InstantSource clock) {
        this.kafka = kafka;
        this.producer = producer;
        this.database = database;
        this.clock = clock;
    }

    public void start() {
        consumer = LogConsumer.start(
                LogConsumerSettings.of("ingestion-service", Topics.INBOUND, kafka.bootstrapServers())
                        .withMaxBytes(MOST_BYTES)
                        .withOverrides(kafka.consumer()),
                new Recorder(new EventsTopic(producer), clock),
                database);
    }

    @PreDestroy
    void stop() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
