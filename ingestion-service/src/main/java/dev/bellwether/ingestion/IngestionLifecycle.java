package dev.bellwether.ingestion;

import dev.bellwether.chassis.erasure.Eraser;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.recovery.DatabaseCommittedOffsets;
import dev.bellwether.chassis.log.recovery.TopicRegistry;
import dev.bellwether.chassis.log.recovery.TopicResetPolicy;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.backfill.FinishingLoop;
import dev.bellwether.ingestion.closing.ClosingLoop;
import dev.bellwether.ingestion.erasure.ErasureLoop;
import dev.bellwether.ingestion.identity.CapturedTopicReset;
import dev.bellwether.ingestion.identity.IdentityLoop;
import dev.bellwether.ingestion.journal.JournalPartitions;
import dev.bellwether.ingestion.quarantine.QuarantineWriter;
import dev.bellwether.ingestion.recorder.InboundTopicReset;
import dev.bellwether.ingestion.recorder.RecorderConfig;
import dev.bellwether.ingestion.recorder.RecorderLoop;
import dev.bellwether.ingestion.source.SourceRefresh;
import dev.bellwether.ingestion.trackingplan.PlansInForce;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Starts what runs by itself, and stops it: the finding of accounts, the recorder, the closing of days, the keeping of rejected
/// events, what is known of sources and tracking plans.
@ApplicationScoped
class IngestionLifecycle {

    private static final Logger LOG = Logger.getLogger(IngestionLifecycle.class);

    void start(
            @Observes StartupEvent started,
            KafkaSettings kafka,
            Database database,
            TopicRegistry known,
            DatabaseCommittedOffsets committedOffsets,
            IdentityLoop identity,
            RecorderLoop recorder,
            ClosingLoop closing,
            FinishingLoop finishing,
            QuarantineWriter quarantine,
            SourceRefresh sources,
            PlansInForce plans,
            ErasureLoop erasures,
            PartitionsConfig topics,
            RecorderConfig recording,
            VertxHttpConfig http) {
        int partitions = topics.count();
        Topics.ensure(kafka, partitions, Topics.CAPTURED, Topics.INBOUND, Topics.EVENTS, Topics.ERASURES);
        JournalPartitions.create(database, partitions);
        known.settle(Topics.CAPTURED, new CapturedTopicReset());
        known.settle(Topics.INBOUND, new InboundTopicReset(partitions));
        known.settle(Topics.ERASURES, transaction -> {
            TopicResetPolicy.atTheBeginning(Topics.ERASURES).note(transaction);
            Eraser.confirmAgain(transaction);
        });
        committedOffsets.start();
        if (recording.enabled()) {
            identity.start();
            recorder.start();
        }
        closing.start();
        finishing.start();
        quarantine.start();
        sources.start();
        plans.start();
        erasures.start();
        LOG.infof("ingestion-service takes events on port %d, with Kafka at %s", http.port(), kafka.bootstrapServers());
    }

    /// Before the connections to the database are closed, which is before beans are destroyed.
    void stop(
            @Observes ShutdownEvent stopping,
            IdentityLoop identity,
            RecorderLoop recorder,
            ClosingLoop closing,
            FinishingLoop finishing,
            QuarantineWriter quarantine,
            SourceRefresh sources,
            PlansInForce plans,
            ErasureLoop erasures,
            DatabaseCommittedOffsets committedOffsets)
            throws InterruptedException {
        identity.stop();
        recorder.stop();
        closing.stop();
        finishing.stop();
        erasures.stop();
        quarantine.stop();
        plans.stop();
        sources.stop();
        committedOffsets.close();
    }
}
