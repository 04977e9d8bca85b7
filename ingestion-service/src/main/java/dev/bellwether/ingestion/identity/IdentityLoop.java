package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.consumer.LogConsumer;
import dev.bellwether.chassis.log.consumer.LogConsumerSettings;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.validation.RetentionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Runs the resolver on the partitions of `captured` that this replica is given, settles who has no company, and forgets
/// what is over.
@ApplicationScoped
public class IdentityLoop {

    // Twice this may be in memory for each partition.
    private static final long MOST_BYTES = 2 << 20;
    private static final Duration FORGETTING = Duration.ofHours(1);
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final Duration MEASURING = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final LogProducer producer;
    private final Database database;
    private final InstantSource clock;
    private final Quarantine quarantine;
    private final CompanyWaitPolicy patience;
    private final UsersWithoutCompany users;
    private final List<PeriodicWork> works;
    private LogConsumer consumer;

    IdentityLoop(
            KafkaSettings kafka,
            LogProducer producer,
            Database database,
            InstantSource clock,
            Quarantine quarantine,
            IdentityConfig config,
            CompanyWaitExpiry settling,
            UsersWithoutCompany users,
            RetentionConfig retention) {
        this.kafka = kafka;
        this.producer = producer;
        this.database = database;
        this.clock = clock;
        this.quarantine = quarantine;
        this.patience = CompanyWaitPolicy.of(config);
        this.users = users;
        this.works = List.of(
                PeriodicWork.every(FORGETTING, "identity-forgetting", "Forgetting old messages and persons",
                        () -> forget(database, clock.instant(), config.waitFor(), retention.period())),
                PeriodicWork.every(SETTLING, "identity-settling", "Passing on the messages of users without a company",
                        settling::settleDue),
                PeriodicWork.every(MEASURING, "identity-measuring", "Measuring how much waits for a company", users::sample));
    }

    public void start() {
        InboundTopic inbound = new InboundTopic(producer);
        consumer = LogConsumer.start(
                LogConsumerSettings.of("ingestion-service-identity", Topics.CAPTURED, kafka)
                        .withMaxBytes(MOST_BYTES),
                partition -> new IdentityHandler(partition, inbound, clock, quarantine, patience),
                database);
        users.measure();
        works.forEach(PeriodicWork::start);
    }

    public void stop() {
        works.forEach(PeriodicWork::stop);
        if (consumer != null) {
            consumer.close();
        }
    }

    static void forget(Database database, Instant now, Duration wait, Duration retention) {
        database.withConnection(sql -> {
            WaitingMessages.forget(sql, now.minus(wait));
            PersonTable.forget(sql, now.minus(wait));
            SeenMessages.forget(sql, now.minus(retention));
            return null;
        });
    }
}
