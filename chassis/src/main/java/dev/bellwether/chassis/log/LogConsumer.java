package dev.bellwether.chassis.log;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/// Reads a topic so that each record takes effect once, whatever dies. One batch of one partition is one database
/// transaction, in which the partition's offset moves by compare-and-set; Kafka's group only says who works on which
/// partition. So a crash before the commit leaves nothing, one after it loses nothing, and a zombie that has lost its
/// partition without knowing cannot commit.
public final class LogConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POLL_WHILE_PAUSED = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long RETURN_NANOS = 1_000_000_000L;
    private static final long MEASURING_NANOS = 2_000_000_000L;
    private static final Duration MEASURING_PATIENCE = Duration.ofMillis(200);

    private final LogConsumerSettings settings;
    private final BatchHandler handler;
    private final Database database;
    private final DeadLetters deadLetters;
    private final ConsumerMeasures measures;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Map<Integer, PartitionWorker> workers = new HashMap<>();
    private final Map<Integer, PartitionWorker> zombies = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    /// Partitions to be taken up again, and not before when.
    private final ConcurrentLinkedQueue<Return> returns = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private long measuredAt = System.nanoTime() - MEASURING_NANOS;
    private volatile boolean open = true;

    private record Return(int partition, long notBefore) {}

    private LogConsumer(LogConsumerSettings settings, BatchHandler handler, Database database) {
        this.settings = settings;
        this.handler = handler;
        this.database = database;
        this.deadLetters = new DeadLetters(settings);
        this.measures = new ConsumerMeasures(settings.service(), settings.topic());
        this.kafka = new KafkaConsumer<>(configuration(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("log " + settings.topic()).unstarted(this::run);
    }

    public static LogConsumer start(LogConsumerSettings settings, BatchHandler handler, Database database) {
        LogConsumer consumer = new LogConsumer(settings, handler, database);
        consumer.thread.start();
        return consumer;
    }

    /// Lets the batches under way end and leaves the group.
    @Override
    public void close() {
        open = false;
        kafka.wakeup();
        try {
            thread.join(PATIENCE.plusSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// An account has been resumed, or something else has changed beneath: the partition is read again from the offset in
    /// the database, with nothing remembered. Does nothing when this replica does not own the partition.
    public void reload(int partition) {
        returns.add(new Return(partition, System.nanoTime()));
    }

    private static Map<String, Object> configuration(LogConsumerSettings settings) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put("bootstrap.servers", settings.bootstrapServers());
        configuration.put("group.id", settings.service());
        configuration.put("enable.auto.commit", "false");
        configuration.put("auto.offset.reset", "none");
        configuration.put("isolation.level", "read_committed");
        // A killed owner's partitions stand still until the group has missed it: seconds, not the default's 45.
        configuration.put("session.timeout.ms", "10000");
        configuration.put("heartbeat.interval.ms", "2000");
        configuration.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        configuration.put("max.poll.records", Integer.toString(settings.maxRecords()));
        configuration.put("max.partition.fetch.bytes", Long.toString(Math.min(settings.maxBytes(), 1 << 20)));
        configuration.put("fetch.max.bytes", Integer.toString(16 << 20));
        configuration.put("allow.auto.create.topics", "false");
        configuration.putAll(settings.overrides());
        if ("consumer".equalsIgnoreCase(String.valueOf(configuration.get("group.protocol")))) {
            // The broker's to say there.
            configuration.keySet().removeAll(
                    Set.of("partition.assignment.strategy", "session.timeout.ms", "heartbeat.interval.ms"));
        }
        return configuration;
    }

    private void run() {
        try {
            kafka.subscribe(List.of(settings.topic()), new Assignments());
            while (open) {
                try {
                    pollOnce();
                } catch (WakeupException woken) {
                    // closing, or nothing
                } catch (RuntimeException failure) {
                    LOG.warnf(failure, "Reading %s is tried again: %s", settings.topic(), failure.getMessage());
                    pause(500);
                }
            }
        } finally {
            stop(Set.copyOf(workers.keySet()));
            kafka.close();
            deadLetters.close();
        }
    }

    private void pollOnce() {
        comeBack();
        resume();
        ConsumerRecords<byte[], byte[]> polled = kafka.poll(paused.isEmpty() ? POLL : POLL_WHILE_PAUSED);
        for (TopicPartition partition : polled.partitions()) {
            PartitionWorker worker = workers.get(partition.partition());
            if (worker == null) {
                continue;
            }
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            worker.queue().add(records);
            if (worker.queue().isFull()) {
                kafka.pause(List.of(partition));
                paused.add(partition);
            }
        }
        measure();
    }

    private void measure() {
        long now = System.nanoTime();
        if (now - measuredAt < MEASURING_NANOS) {
            return;
        }
        measuredAt = now;
        Map<TopicPartition, Long> ends;
        try {
            // What is fetched tells how far the log reaches; of what is not, it has to be asked.
            ends = paused.isEmpty() ? Map.of() : kafka.endOffsets(paused, MEASURING_PATIENCE);
        } catch (TimeoutException unknown) {
            return;
        }
        workers.forEach((number, worker) -> {
            TopicPartition partition = new TopicPartition(settings.topic(), number);
            OptionalLong end = ends.containsKey(partition) ? OptionalLong.of(ends.get(partition)) : end(partition);
            end.ifPresent(known -> measures.lag(number, Math.max(0, known - worker.position())));
        });
    }

    private OptionalLong end(TopicPartition partition) {
        OptionalLong toCome = kafka.currentLag(partition);
        return toCome.isPresent() ? OptionalLong.of(kafka.position(partition) + toCome.getAsLong()) : toCome;
    }

    private void resume() {
        paused.removeIf(partition -> {
            if (!kafka.assignment().contains(partition)) {
                return true;
            }
            PartitionWorker worker = workers.get(partition.partition());
            if (worker == null || worker.queue().isFull()) {
                return false;
            }
            kafka.resume(List.of(partition));
            return true;
        });
    }

    private void comeBack() {
        long now = System.nanoTime();
        for (int i = returns.size(); i > 0; i--) {
            Return due = returns.poll();
            TopicPartition partition = new TopicPartition(settings.topic(), due.partition());
            if (!kafka.assignment().contains(partition)) {
                continue;
            }
            if (due.notBefore() - now > 0) {
                returns.add(due);
                continue;
            }
            stop(Set.of(due.partition()));
            try {
                begin(partition);
            } catch (RuntimeException failure) {
                LOG.warnf("%s cannot be taken up yet: %s", partition, failure.getMessage());
                returns.add(new Return(due.partition(), now + RETURN_NANOS));
            }
        }
    }

    /// From the database's offset on. A partition never read before is read from the log's beginning.
    private void begin(TopicPartition partition) {
        PartitionWorker before = zombies.get(partition.partition());
        if (before != null && before.isAlive()) {
            // It shares the handler's cache: two at work on one partition in one process must never be.
            throw new IllegalStateException("its last batch has not ended");
        }
        zombies.remove(partition.partition());
        record Beginning(OptionalLong next, Set<AccountKey> suspended) {}
        Beginning found = database.withConnection(sql -> new Beginning(
                Offsets.next(sql, settings.topic(), partition.partition()), Suspensions.of(sql, settings.topic(), partition.partition())));
        long next = found.next().orElseGet(() -> {
            long first = kafka.beginningOffsets(List.of(partition)).get(partition);
            return database.withConnection(sql -> {
                Offsets.begin(sql, settings.topic(), partition.partition(), first);
                return Offsets.next(sql, settings.topic(), partition.partition()).orElseThrow();
            });
        });
        kafka.seek(partition, next);
        workers.put(
                partition.partition(),
                new PartitionWorker(
                        settings,
                        partition.partition(),
                        next,
                        found.suspended(),
                        handler,
                        database,
                        deadLetters,
                        measures,
                        left -> returns.add(new Return(left, System.nanoTime() + RETURN_NANOS))));
    }

    private void stop(Collection<Integer> partitions) {
        Map<Integer, PartitionWorker> stopping = new HashMap<>();
        for (int partition : partitions) {
            PartitionWorker worker = workers.remove(partition);
            measures.forget(partition);
            if (worker != null) {
                worker.stop();
                stopping.put(partition, worker);
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        stopping.forEach((partition, worker) -> {
            if (!worker.hasEnded(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                zombies.put(partition, worker);
            }
        });
    }

    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                try {
                    begin(partition);
                } catch (RuntimeException failure) {
                    LOG.warnf("%s cannot be taken up yet: %s", partition, failure.getMessage());
                    // A position, so that the consumer goes on; nothing is read of it until it is taken up.
                    kafka.seek(partition, Long.MAX_VALUE >> 1);
                    kafka.pause(List.of(partition));
                    paused.add(partition);
                    returns.add(new Return(partition.partition(), System.nanoTime() + RETURN_NANOS));
                }
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            stop(partitions.stream().map(TopicPartition::partition).toList());
            paused.removeAll(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
