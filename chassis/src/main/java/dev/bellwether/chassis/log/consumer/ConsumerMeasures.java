package dev.bellwether.chassis.log.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The metrics of a consumer. Nothing here is done per record.
final class ConsumerMeasures {

    private record Lag(AtomicLong records, Gauge gauge) {}

    private final Tags tags;
    private final Timer batches;
    private final Counter records;
    private final Counter deadLetters;
    private final Set<Integer> ofAnotherLog = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Lag> lags = new HashMap<>();

    ConsumerMeasures(String group, String topic) {
        tags = Tags.of("group", group, "topic", topic);
        batches = Timer.builder("bellwether_consumer_batch").description("A batch's transaction, from its begin until it is committed")
                .tags(tags).register(Metrics.globalRegistry);
        records = Counter.builder("bellwether_consumer_records").description("Records worked through and committed")
                .tags(tags).register(Metrics.globalRegistry);
        deadLetters = Counter.builder("bellwether_dead_letters")
                .description("Records that could not be read and went to the topic's dead letters")
                .tag("topic", topic).register(Metrics.globalRegistry);
        Gauge.builder("bellwether_unknown_log_partitions", ofAnotherLog, Set::size)
                .description("Partitions that are not read, since their topic is not the one that the database knows")
                .tags(tags).register(Metrics.globalRegistry);
    }

    void committed(long worked, long nanos) {
        batches.record(Duration.ofNanos(nanos));
        records.increment(worked);
    }

    void deadLetter() {
        deadLetters.increment();
    }

    /// @return whether it was not before
    boolean ofAnotherLog(int partition) {
        return ofAnotherLog.add(partition);
    }

    void ofKnownLog(int partition) {
        ofAnotherLog.remove(partition);
    }

    /// Of a partition that this replica has.
    synchronized void lag(int partition, long behind) {
        lags.computeIfAbsent(partition, this::lagOf).records().set(behind);
    }

    /// The partition is another's to tell of.
    synchronized void forget(int partition) {
        Lag lag = lags.remove(partition);
        if (lag != null) {
            Metrics.globalRegistry.remove(lag.gauge());
        }
    }

    private Lag lagOf(int partition) {
        AtomicLong behind = new AtomicLong();
        return new Lag(behind, Gauge.builder("bellwether_consumer_lag", behind, AtomicLong::get)
                .description("Records in the log that are not committed here yet")
                .baseUnit("records")
                .tags(tags.and("partition", Integer.toString(partition)))
                .register(Metrics.globalRegistry));
    }
}
