package dev.bellwether.chassis.metrics;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.store.Publications;
import dev.bellwether.chassis.work.PeriodicWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What only the database knows, asked every few seconds, so that reading metrics waits for nothing and costs the database
/// the same however often it is done. Unknown (NaN) while the database does not answer. Every replica tells the same.
@ApplicationScoped
class DatabaseMeasures {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final String SUSPENDED =
            "SELECT count(*) FROM (SELECT FROM suspended_account LIMIT " + Publications.MOST_COUNTED + ") AS suspended";

    private record Open(String transaction, long since) {}

    private final Database database;
    private final PeriodicWork work =
            PeriodicWork.every(EVERY, "measures", "Measuring what the database knows", () -> sample(System.nanoTime()));
    private final Map<String, Double> unpublished = new ConcurrentHashMap<>();
    private volatile double suspended = Double.NaN;
    private volatile double xminAgeSeconds = Double.NaN;
    private Optional<Open> oldest = Optional.empty();

    DatabaseMeasures(Database database) {
        this.database = database;
        Gauge.builder("bellwether_suspended_accounts", () -> suspended)
                .description("Accounts that could not be processed and wait to be resumed")
                .register(Metrics.globalRegistry);
    }

    void start(@Observes StartupEvent started) {
        work.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        work.stop();
    }

    /// @param now as System.nanoTime
    void sample(long now) {
        try {
            database.withConnection(sql -> {
                suspended = sql.execute(SUSPENDED).iterator().next().getLong(0);
                Publications.waiting(sql).forEach(this::unpublished);
                if (!unpublished.isEmpty()) {
                    oldest = Publications.oldestOpen(sql)
                            .map(open -> oldest.filter(known -> known.transaction().equals(open)).orElseGet(() -> new Open(open, now)));
                    xminAgeSeconds = oldest.map(open -> (now - open.since()) / 1e9).orElse(0.0);
                }
                return null;
            });
        } catch (RuntimeException | Error failure) {
            suspended = Double.NaN;
            xminAgeSeconds = Double.NaN;
            unpublished.replaceAll((_, _) -> Double.NaN);
            throw failure;
        }
    }

    private void unpublished(String topic, long events) {
        if (unpublished.put(topic, (double) events) != null) {
            return;
        }
        Gauge.builder("bellwether_publisher_unpublished", () -> unpublished.get(topic))
                .description("Events that are committed and that the log has not got for certain")
                .tag("topic", topic)
                .baseUnit("events")
                .register(Metrics.globalRegistry);
        TimeGauge.builder("bellwether_publisher_xmin_age", () -> xminAgeSeconds, TimeUnit.SECONDS)
                .description("For how long the oldest open transaction has held back what is published")
                .register(Metrics.globalRegistry);
    }
}
