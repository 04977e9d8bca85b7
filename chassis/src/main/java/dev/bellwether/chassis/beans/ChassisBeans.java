package dev.bellwether.chassis.beans;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.log.recovery.TopicRegistry;
import dev.bellwether.chassis.log.recovery.TopicResetConfig;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.chassis.time.ClockConfig;
import dev.bellwether.chassis.time.MovedClock;
import io.quarkus.arc.DefaultBean;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// What the chassis gives to be injected. Each can be replaced by a bean of the service or of a test.
@ApplicationScoped
class ChassisBeans {

    /// The only "now" there is.
    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock(ClockConfig config) {
        Clock clock = Clock.offset(Clock.systemUTC(), config.offset());
        return config.offsetFile().<InstantSource>map(shared -> MovedClock.following(clock, shared)).orElse(clock);
    }

    @Produces
    @Singleton
    @DefaultBean
    Database database(Pool pool) {
        return new PoolDatabase(pool);
    }

    @Produces
    @Singleton
    @DefaultBean
    KafkaSettings kafka(KafkaConfig configuration) {
        return settings(configuration);
    }

    static KafkaSettings settings(KafkaConfig configuration) {
        return new KafkaSettings(
                configuration.bootstrapServers(),
                overridden(configuration.properties(), configuration.consumer()),
                overridden(configuration.properties(), configuration.producer()),
                overridden(configuration.properties(), configuration.admin()));
    }

    private static Map<String, String> overridden(Map<String, String> properties, Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(overrides);
        return Map.copyOf(all);
    }

    @Produces
    @Singleton
    @DefaultBean
    LogProducer producer(KafkaSettings settings) {
        return new LogProducer(settings);
    }

    @Produces
    @Singleton
    @DefaultBean
    TopicRegistry topicRegistry(KafkaSettings kafka, Database database, TopicResetConfig reset) {
        return new TopicRegistry(kafka, database, reset.confirmed());
    }

    void close(@Disposes LogProducer producer) {
        producer.close();
    }
}
