package dev.bellwether.ingestion.recorder;

import dev.bellwether.chassis.log.KafkaSettings;
import dev.bellwether.chassis.log.LogConsumer;
import dev.bellwether.chassis.log.LogConsumerSettings;
import dev.bellwether.chassis.log.LogProducer;
import dev.bellwether.chassis.log.Topics;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.quarantine.Quarantine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
    private final boolean enabled;
    private LogConsumer consumer;

    /// @param enabled replicas that only take events in leave the recording to others
    RecorderLoop(
            KafkaSettings kafka,
            LogProducer producer,
            Database database,
            InstantSource clock,
            Quarantine quarantine,
            @ConfigProperty(name = "bellwether.recorder.enabled", defaultValue = "true") boolean enabled) {
        this.enabled = enabled;
        this.kafka = kafka;
        this.producer = producer;
        this.database = database;
        this.clock = clock;
        this.quarantine = quarantine;
    }

    public void start() {
        if (!enabled) {
            return;
        }
        consumer = LogConsumer.start(
                LogConsumerSettings.of("ingestion-service", Topics.INBOUND, kafka.bootstrapServers())
                        .withMaxBytes(MOST_BYTES)
                        .withOverrides(kafka.consumer()),
                new Recorder(new EventsTopic(producer), clock, quarantine),
                database);
    }

    public void stop() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
