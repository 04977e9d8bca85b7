package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.checkpoint.ArchivedOffset;
import dev.bellwether.chassis.log.recovery.Archive;
import dev.bellwether.chassis.log.recovery.StartingOffsets;
import dev.bellwether.chassis.log.recovery.TopicReplacedException;
import dev.bellwether.chassis.sql.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// The partitions that the group has given to this replica, each with its worker. For the poll loop's thread, but for
/// [#takeUpAgain].
final class AssignedPartitions implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(AssignedPartitions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long RETURN_NANOS = 1_000_000_000L;

    private final LogConsumerSettings settings;
    private final BatchHandler handler;
    private final Database database;
    private final Optional<Archive> archive;
    private final DeadLetters deadLetters;
    private final ConsumerMeasures measures;
    private final Consumer<byte[], byte[]> kafka;
    private final ConsumerRuntime runtime;
    private final StartingOffsets startingOffsets;
    private final Map<Integer, PartitionWorker> workers = new HashMap<>();
    private final Map<Integer, PartitionWorker> zombies = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    /// Partitions to be taken up again, and not before when.
    private final ConcurrentLinkedQueue<Return> returns = new ConcurrentLinkedQueue<>();

    private record Return(int partition, long notBefore) {}

    AssignedPartitions(
            LogConsumerSettings settings,
            BatchHandler handler,
            Database database,
            Optional<Archive> archive,
            DeadLetters deadLetters,
            ConsumerMeasures measures,
            Consumer<byte[], byte[]> kafka,
            ConsumerRuntime runtime) {
        this.settings = settings;
        this.handler = handler;
        this.database = database;
        this.archive = archive;
        this.deadLetters = deadLetters;
        this.measures = measures;
        this.kafka = kafka;
        this.runtime = runtime;
        this.startingOffsets = new StartingOffsets(settings.kafka(), settings.topic(), database, kafka, archive);
    }

    Map<Integer, PartitionWorker> workers() {
        return workers;
    }

    /// Those that nothing is fetched of.
    Set<TopicPartition> paused() {
        return paused;
    }

    /// From any thread: the partition is begun again, at the next turn of the poll loop, if it is still this replica's.
    void takeUpAgain(int partition) {
        returns.add(new Return(partition, runtime.nanoTime()));
    }

    private void takeUpLater(int partition) {
        returns.add(new Return(partition, runtime.nanoTime() + RETURN_NANOS));
    }

    /// What stands at its offset cannot be read: whether it is the log that the database knows is asked again.
    void leaveOutOfRange(Collection<TopicPartition> partitions) {
        partitions.stream().filter(kafka.assignment()::contains).forEach(partition -> {
            fetchNothing(partition);
            takeUpAgain(partition.partition());
        });
    }

    private void notTakenUp(TopicPartition partition, RuntimeException failure) {
        if (failure instanceof TopicReplacedException) {
            // Logged once; it lasts until an operator resolves it.
            if (measures.ofAnotherLog(partition.partition())) {
                LOG.error(failure.getMessage());
            }
        } else {
            LOG.warnf("%s cannot be started yet: %s", partition, failure.getMessage());
        }
        takeUpLater(partition.partition());
    }

    /// Takes up what is due, and fetches again of those whose workers have room.
    void refresh() {
        comeBack();
        resume();
    }

    void hand(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            PartitionWorker worker = workers.get(partition.partition());
            if (worker == null) {
                continue;
            }
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            worker.queue().add(records);
            if (worker.queue().isFull()) {
                pause(partition);
            }
        }
    }

    void stopAll() {
        stop(List.copyOf(workers.keySet()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            try {
                begin(partition);
            } catch (RuntimeException failure) {
                fetchNothing(partition);
                notTakenUp(partition, failure);
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        stop(partitions.stream().map(TopicPartition::partition).toList());
        paused.removeAll(partitions);
        partitions.forEach(partition -> {
            measures.ofKnownLog(partition.partition());
            startingOffsets.forget(partition.partition());
        });
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        onPartitionsRevoked(partitions);
    }

    private void pause(TopicPartition partition) {
        kafka.pause(List.of(partition));
        paused.add(partition);
    }

    private void fetchNothing(TopicPartition partition) {
        // A position, so that the consumer can poll; the partition is not read until it is taken up.
        kafka.seek(partition, Long.MAX_VALUE >> 1);
        pause(partition);
    }

    private void resume() {
        paused.removeIf(partition -> {
            if (!kafka.assignment().contains(partition)) {
                return true;
            }
            PartitionWorker worker = workers.get(partition.partition());
            if (worker == null || worker.isFedByArchive() || worker.queue().isFull()) {
                return false;
            }
            kafka.resume(List.of(partition));
            return true;
        });
    }

    private void comeBack() {
        long now = runtime.nanoTime();
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
                notTakenUp(partition, failure);
            }
        }
    }

    private void begin(TopicPartition partition) {
        PartitionWorker before = zombies.get(partition.partition());
        if (before != null && before.isAlive()) {
            // What it still publishes would come behind what the next one does: two at work on one partition in one process must never be.
            throw new IllegalStateException("its last batch has not ended");
        }
        zombies.remove(partition.partition());
        long next = startingOffsets.of(partition);
        measures.ofKnownLog(partition.partition());
        Set<AccountKey> suspended = database.withConnection(sql -> Suspensions.of(sql, settings.topic(), partition.partition()));
        PartitionWorker worker = new PartitionWorker(
                settings, partition.partition(), next, suspended, handler, database, deadLetters, measures, runtime, this::takeUpLater);
        workers.put(partition.partition(), worker);
        if (ArchivedOffset.is(next)) {
            fetchNothing(partition);
            worker.readFrom(archive.orElseThrow(), arrival -> {
                startingOffsets.arrived(partition.partition(), arrival);
                takeUpAgain(partition.partition());
            });
        } else {
            kafka.seek(partition, next);
        }
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
        long deadline = runtime.nanoTime() + PATIENCE.toNanos();
        stopping.forEach((partition, worker) -> {
            if (!worker.hasEnded(Duration.ofNanos(Math.max(1, deadline - runtime.nanoTime())))) {
                zombies.put(partition, worker);
            }
        });
    }
}
