package dev.bellwether.segmentation;

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
import dev.bellwether.chassis.store.EventPublisher;
import dev.bellwether.chassis.store.LogSink;
import dev.bellwether.chassis.store.Publications;
import dev.bellwether.segmentation.announcement.SchemeAnnouncements;
import dev.bellwether.segmentation.announcement.SchemeAnnouncer;
import dev.bellwether.segmentation.erasure.SegmentationData;
import dev.bellwether.segmentation.evaluation.AccountStore;
import dev.bellwether.segmentation.evaluation.SnapshotHandler;
import dev.bellwether.segmentation.scheme.SchemeRepository;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Starts what runs by itself: reading `features`, publishing to `segments`.
@ApplicationScoped
class SegmentationLifecycle {

    private static final Logger LOG = Logger.getLogger(SegmentationLifecycle.class);
    private static final String SERVICE = "segmentation-service";
    private static final int PUBLISHED_AT_ONCE = 1_000;

    private final SchemeRepository schemes;
    private final Database database;
    private final AccountStore accounts;
    private final KafkaSettings kafka;
    private final LogProducer producer;
    private final InstantSource clock;
    private final SegmentationConfig configuration;
    private final int partitions;
    private final Eraser eraser;
    private final SchemeAnnouncer announcer;
    private EventPublisher publisher;
    private LogConsumer consumer;

    SegmentationLifecycle(
            SchemeRepository schemes,
            Database database,
            AccountStore accounts,
            KafkaSettings kafka,
            LogProducer producer,
            InstantSource clock,
            SegmentationConfig configuration,
            AccountData data,
            PartitionsConfig partitions) {
        this.schemes = schemes;
        this.database = database;
        this.accounts = accounts;
        this.kafka = kafka;
        this.producer = producer;
        this.clock = clock;
        this.configuration = configuration;
        this.partitions = partitions.count();
        this.eraser = new Eraser("segmentation", database, data, producer, clock, SegmentationData::isPublished);
        this.announcer = new SchemeAnnouncer(database, producer, clock, partitions.count());
    }

    void start(@Observes StartupEvent started, TopicRegistry known) {
        schemes.load();
        Topics.ensure(kafka, partitions, Topics.FEATURES, Topics.SEGMENTS, Topics.ERASURES);
        known.settle(Topics.FEATURES, transaction -> {
            TopicResetPolicy.atTheBeginning(Topics.FEATURES).note(transaction);
            SchemeAnnouncements.announceAgain(transaction);
        });
        known.settle(Topics.SEGMENTS, transaction -> Publications.setBack(transaction, Topics.SEGMENTS, Topics.retention()));
        known.settle(Topics.ERASURES, Eraser::confirmAgain);
        publisher = EventPublisher.start(Topics.SEGMENTS, PUBLISHED_AT_ONCE, database, new LogSink(producer, Topics.SEGMENTS));
        int cached = Math.max(1, configuration.cachedAccounts() / partitions);
        consumer = LogConsumer.start(
                LogConsumerSettings.of(SERVICE, Topics.FEATURES, kafka),
                partition -> new SnapshotHandler(partition, schemes, accounts, clock, cached,
                        Math.max(1, configuration.decidedAtOnce()), publisher::wake),
                database);
        eraser.start();
        announcer.start();
        LOG.infof("Reading %s and publishing to %s at %s",
                Topics.FEATURES, Topics.SEGMENTS, kafka.bootstrapServers());
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (consumer != null) {
            consumer.close();
        }
        announcer.close();
        eraser.close();
        if (publisher != null) {
            publisher.close();
        }
    }
}
