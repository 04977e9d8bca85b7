package dev.bellwether.playbooks;

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
import dev.bellwether.chassis.store.Publications;
import dev.bellwether.playbooks.delivery.RecommendationFeed;
import dev.bellwether.playbooks.erasure.PlaybookData;
import dev.bellwether.playbooks.expiry.ExpirySweeper;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import dev.bellwether.playbooks.trigger.MembershipHandlers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Starts and stops what works by itself.
@ApplicationScoped
class PlaybooksLifecycle {
    private static final Logger LOG = Logger.getLogger(PlaybooksLifecycle.class);
    private static final String NAME = "playbook-service";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Publishing publishing;
    private final ExpirySweeper sweeper;
    private final Eraser eraser;
    private LogConsumer consumer;

    PlaybooksLifecycle(
            Publishing publishing, ExpirySweeper sweeper, Database database, AccountData data, LogProducer producer, InstantSource clock) {
        this.publishing = publishing;
        this.sweeper = sweeper;
        this.eraser = new Eraser("playbooks", database, data, producer, clock, PlaybookData::isPublished);
    }

    void start(
            @Observes StartupEvent start,
            KafkaSettings kafka,
            TopicRegistry known,
            Database database,
            PlaybookCatalog catalog,
            MembershipHandlers handlers,
            RecommendationFeed feed,
            PartitionsConfig partitions)
            throws InterruptedException {
        Topics.ensure(kafka, partitions.count(), Topics.SEGMENTS, Topics.PLAYBOOKS, Topics.ERASURES);
        if (!feed.isFollowing(PATIENCE)) {
            throw new IllegalStateException(Topics.PLAYBOOKS + " cannot be followed: Kafka does not answer");
        }
        known.settle(Topics.SEGMENTS, TopicResetPolicy.atTheBeginning(Topics.SEGMENTS));
        known.settle(Topics.PLAYBOOKS, transaction -> Publications.setBack(transaction, Topics.PLAYBOOKS, Topics.retention()));
        known.settle(Topics.ERASURES, Eraser::confirmAgain);
        publishing.start();
        var settings = LogConsumerSettings.of(NAME, Topics.SEGMENTS, kafka)
                .withMaxRecords(1_000);
        consumer = LogConsumer.start(settings, handlers, database);
        sweeper.start();
        eraser.start();
        LOG.infof("Reading %s, publishing to %s, with %d playbooks", Topics.SEGMENTS, Topics.PLAYBOOKS, catalog.versions().size());
    }

    void stop(@Observes ShutdownEvent stop) {
        if (consumer != null) {
            consumer.close();
        }
        sweeper.close();
        eraser.close();
        publishing.stop();
    }
}
