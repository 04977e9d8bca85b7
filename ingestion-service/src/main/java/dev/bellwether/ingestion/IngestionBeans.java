package dev.bellwether.ingestion;

import dev.bellwether.chassis.access.SelfAuthenticatedPaths;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.log.recovery.DatabaseCommittedOffsets;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.erasure.IngestionData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Puts the service together. Its parts know nothing of it.
@ApplicationScoped
class IngestionBeans {

    @Produces
    @Singleton
    AccountData data() {
        return IngestionData.tables();
    }

    /// These ask for a source's write key, and nothing else opens them.
    @Produces
    @Singleton
    SelfAuthenticatedPaths byWriteKey() {
        return new SelfAuthenticatedPaths("/v1/");
    }

    /// This service reads most of what it writes to the log, so it sees to it that what it writes stands where it will be read.
    @Produces
    @Singleton
    DatabaseCommittedOffsets committedOffsets(Database database, KafkaSettings kafka) {
        return new DatabaseCommittedOffsets(database, kafka, Topics.CAPTURED, Topics.INBOUND, Topics.ERASURES);
    }

    @Produces
    @Singleton
    LogProducer producer(KafkaSettings kafka, DatabaseCommittedOffsets committedOffsets) {
        return new LogProducer(kafka, committedOffsets);
    }

    void close(@Disposes LogProducer producer) {
        producer.close();
    }
}
