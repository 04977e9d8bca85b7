package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.log.KafkaSettings;
import dev.bellwether.chassis.log.LogConsumer;
import dev.bellwether.chassis.log.LogConsumerSettings;
import dev.bellwether.chassis.log.LogProducer;
import dev.bellwether.chassis.log.Topics;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.quarantine.Quarantine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Runs the resolver on the partitions of `captured` that this replica is given, settles who has no company, and forgets
/// what is over.
@ApplicationScoped
public class IdentityLoop {

    private static final Logger LOG = Logger.getLogger(IdentityLoop.class);
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
    private final Duration wait;
    private final CompanyWaitPolicy patience;
    private final CompanyWaitExpiry settling;
    private final UsersWithoutCompany users;
    private final Duration retention;
    private final boolean enabled;
    private final CountDownLatch stopped = new CountDownLatch(1);
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
            @ConfigProperty(name = "bellwether.retention", defaultValue = "P1200D") Duration retention,
            @ConfigProperty(name = "bellwether.recorder.enabled", defaultValue = "true") boolean enabled) {
        this.kafka = kafka;
        this.producer = producer;
        this.database = database;
        this.clock = clock;
        this.quarantine = quarantine;
        this.wait = config.waitFor();
        this.patience = CompanyWaitPolicy.of(config);
        this.settling = settling;
        this.users = users;
        this.retention = retention;
        this.enabled = enabled;
    }

    public void start() {
        if (!enabled) {
            return;
        }
        consumer = LogConsumer.start(
                LogConsumerSettings.of("ingestion-service-identity", Topics.CAPTURED, kafka.bootstrapServers())
                        .withMaxBytes(MOST_BYTES)
                        .withOverrides(kafka.consumer()),
                new IdentityHandler(new InboundTopic(producer), clock, quarantine, patience),
                database);
        Thread.ofVirtual().name("identity-forgetting").start(() -> nowAndThen(
                FORGETTING, () -> forget(database, clock.instant(), wait, retention), "Old messages and persons are not forgotten yet"));
        Thread.ofVirtual().name("identity-settling").start(() -> nowAndThen(
                SETTLING, settling::settleDue, "Messages of users without a company are not passed on yet"));
        users.measure();
        Thread.ofVirtual().name("identity-measuring").start(() -> nowAndThen(
                MEASURING, users::sample, "How much waits for a company is unknown"));
    }

    public void stop() {
        stopped.countDown();
        if (consumer != null) {
            consumer.close();
        }
    }

    private void nowAndThen(Duration pause, Runnable work, String otherwise) {
        try {
            do {
                try {
                    work.run();
                } catch (RuntimeException | Error failure) {
                    LOG.warnf("%s: %s", otherwise, failure.getMessage());
                }
            } while (!stopped.await(pause.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
