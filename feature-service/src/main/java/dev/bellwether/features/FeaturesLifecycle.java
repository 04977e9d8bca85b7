package dev.bellwether.features;

import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.Eraser;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.consumer.LogConsumer;
import dev.bellwether.chassis.log.consumer.LogConsumerSettings;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.log.recovery.TopicRegistry;
import dev.bellwether.chassis.log.recovery.TopicResetPolicy;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.features.consumption.EventsHandler;
import dev.bellwether.features.consumption.FoldSettings;
import dev.bellwether.features.consumption.JournalArchive;
import dev.bellwether.features.consumption.SnapshotPublisher;
import dev.bellwether.features.journal.JournalReader;
import dev.bellwether.features.storage.ReferenceMemory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Starts what runs by itself: reading `events`, publishing to `features`.
@ApplicationScoped
class FeaturesLifecycle {

    private static final Logger LOG = Logger.getLogger(FeaturesLifecycle.class);
    private static final String SERVICE = "feature-service";
    private static final int REMEMBERED_REFERENCES = 256;

    private final KafkaSettings kafka;
    private final Database database;
    private final JournalReader journal;
    private final SnapshotPublisher publisher;
    private final FeaturesConfig config;
    private final int partitions;
    private final InstantSource clock;
    private final Eraser eraser;
    private LogConsumer consumer;

    FeaturesLifecycle(
            KafkaSettings kafka,
            Database database,
            JournalReader journal,
            SnapshotPublisher publisher,
            FeaturesConfig config,
            AccountData data,
            LogProducer producer,
            InstantSource clock,
            PartitionsConfig partitions) {
        this.kafka = kafka;
        this.database = database;
        this.journal = journal;
        this.publisher = publisher;
        this.config = config;
        this.partitions = partitions.count();
        this.clock = clock;
        this.eraser = new Eraser("features", database, data, producer, clock, (_, _) -> true);
    }

    void start(@Observes StartupEvent started, TopicRegistry known) {
        Topics.ensure(kafka, partitions, Topics.EVENTS, Topics.FEATURES, Topics.ERASURES);
        known.settle(Topics.EVENTS, TopicResetPolicy.atTheBeginning(Topics.EVENTS));
        known.settle(Topics.ERASURES, Eraser::confirmAgain);
        FoldSettings settings = new FoldSettings(
                Topics.EVENTS, partitions, Math.max(1, config.cachedMonths() / partitions), config.closedAtOnce());
        LogConsumerSettings reading = LogConsumerSettings.of(SERVICE, Topics.EVENTS, kafka)
                .withMaxRecords(config.maxBatch());
        ReferenceMemory memory = new ReferenceMemory(REMEMBERED_REFERENCES);
        consumer = LogConsumer.start(reading, partition -> new EventsHandler(partition, settings, memory, publisher, clock), database,
                new JournalArchive(journal));
        eraser.start();
        LOG.infof("Folding %s into features, published on %s", Topics.EVENTS, Topics.FEATURES);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (consumer != null) {
            consumer.close();
        }
        eraser.close();
    }
}
