package dev.bellwether.chassis.beans;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.log.recovery.TopicRegistry;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.chassis.time.MovedClock;
import io.quarkus.arc.DefaultBean;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What the chassis gives to be injected. Each can be replaced by a bean of the service or of a test.
@ApplicationScoped
class ChassisBeans {

    /// The only "now" there is. `bellwether.clock.offset` moves it, to run the platform at another time;
    /// `bellwether.clock.offset-file`, which no installation sets, lets a test move it on while the platform runs.
    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock(
            @ConfigProperty(name = "bellwether.clock.offset", defaultValue = "PT0S") Duration offset,
            @ConfigProperty(name = "bellwether.clock.offset-file") Optional<Path> file) {
        Clock clock = Clock.offset(Clock.systemUTC(), offset);
        return file.<InstantSource>map(shared -> MovedClock.following(clock, shared)).orElse(clock);
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

    /// `bellwether.log.continue`: whether somebody has decided to go on with new topics, the old ones being lost.
    @Produces
    @Singleton
    @DefaultBean
    TopicRegistry topicRegistry(
            KafkaSettings kafka, Database database,
            @ConfigProperty(name = "bellwether.log.continue", defaultValue = "false") boolean goOn) {
        return new TopicRegistry(kafka, database, goOn);
    }

    void close(@Disposes LogProducer producer) {
        producer.close();
    }
}
