package dev.bellwether.ingestion;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.log.recovery.DatabaseCommittedOffsets;
import dev.bellwether.chassis.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// This service reads most of what it writes to the log, so it sees to it that what it writes stands where it will be read.
@ApplicationScoped
class LogBeans {

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
