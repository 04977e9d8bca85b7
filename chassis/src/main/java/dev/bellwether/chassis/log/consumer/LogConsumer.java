package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.recovery.Archive;
import dev.bellwether.chassis.sql.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads a topic so that each record takes effect once, whatever dies. One batch of one partition is one database
/// transaction, in which the partition's offset moves by compare-and-set; Kafka's group only says who works on which
/// partition. So a crash before the commit leaves nothing, one after it loses nothing, and a zombie that has lost its
/// partition without knowing cannot commit.
public final class LogConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POLL_WHILE_PAUSED = Duration.ofMillis(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MEASURING_NANOS = 2_000_000_000L;
    private static final Duration MEASURING_PATIENCE = Duration.ofMillis(200);

    private final LogConsumerSettings settings;
    private final DeadLetters deadLetters;
    private final ConsumerMeasures measures;
    private final Consumer<byte[], byte[]> kafka;
    private final ConsumerRuntime runtime;
    private final AssignedPartitions partitions;
    private final StopSignal stopped;
    private final ConsumerRuntime.Task task;
    private long measuredAt;
    private volatile boolean open = true;

    /// Begins to read at once.
    LogConsumer(
            LogConsumerSettings settings,
            BatchHandler handler,
            Database database,
            Optional<Archive> archive,
            DeadLetters deadLetters,
            ConsumerMeasures measures,
            Consumer<byte[], byte[]> kafka,
            ConsumerRuntime runtime) {
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.measures = measures;
        this.kafka = kafka;
        this.runtime = runtime;
        this.partitions = new AssignedPartitions(settings, handler, database, archive, deadLetters, measures, kafka, runtime);
        this.stopped = new StopSignal(runtime);
        this.measuredAt = runtime.nanoTime() - MEASURING_NANOS;
        this.task = runtime.startDaemon("log " + settings.topic(), this::run);
    }

    public static LogConsumer start(LogConsumerSettings settings, BatchHandler handler, Database database) {
        return start(settings, handler, database, Optional.empty());
    }

    /// @param archive where what the topic no longer has is read
    public static LogConsumer start(LogConsumerSettings settings, BatchHandler handler, Database database, Archive archive) {
        return start(settings, handler, database, Optional.of(archive));
    }

    private static LogConsumer start(LogConsumerSettings settings, BatchHandler handler, Database database, Optional<Archive> archive) {
        return new LogConsumer(settings, handler, database, archive,
                new DeadLetters(settings.kafka(), settings.topic()),
                new ConsumerMeasures(settings.service(), settings.topic()),
                new KafkaClients(settings.kafka()).groupConsumer(settings.service(), settings.maxRecords(), settings.maxBytes()),
                ThreadRuntime.SYSTEM);
    }

    /// Lets the batches under way end and leaves the group.
    @Override
    public void close() {
        open = false;
        stopped.give();
        kafka.wakeup();
        try {
            task.join(PATIENCE.plusSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// An account has been resumed, or something else has changed beneath: the partition is read again from the offset in
    /// the database, with nothing remembered. Does nothing when this replica does not own the partition.
    public void reload(int partition) {
        partitions.takeUpAgain(partition);
    }

    private void run() {
        try {
            kafka.subscribe(List.of(settings.topic()), partitions);
            while (open) {
                try {
                    pollOnce();
                } catch (WakeupException woken) {
                    // closing, or nothing
                } catch (InterruptException interrupted) {
                    endInterrupted();
                } catch (OffsetOutOfRangeException gone) {
                    LOG.warnf("Reading %s is tried again: %s", settings.topic(), gone.getMessage());
                    partitions.leaveOutOfRange(gone.partitions());
                    pause();
                } catch (RuntimeException | Error failure) {
                    LOG.warnf(failure, "Reading %s is tried again: %s", settings.topic(), failure.getMessage());
                    pause();
                }
            }
        } finally {
            partitions.stopAll();
            kafka.close();
            deadLetters.close();
        }
    }

    private void pollOnce() {
        partitions.refresh();
        partitions.hand(kafka.poll(partitions.paused().isEmpty() ? POLL : POLL_WHILE_PAUSED));
        measure();
    }

    private void measure() {
        long now = runtime.nanoTime();
        if (now - measuredAt < MEASURING_NANOS) {
            return;
        }
        measuredAt = now;
        Map<TopicPartition, Long> ends;
        try {
            // What is fetched tells how far the log reaches; of what is not, it has to be asked.
            ends = partitions.paused().isEmpty() ? Map.of() : kafka.endOffsets(partitions.paused(), MEASURING_PATIENCE);
        } catch (TimeoutException unknown) {
            return;
        }
        partitions.workers().forEach((number, worker) -> {
            TopicPartition partition = new TopicPartition(settings.topic(), number);
            OptionalLong end = ends.containsKey(partition) ? OptionalLong.of(ends.get(partition)) : end(partition);
            end.ifPresent(known -> measures.lag(number, worker.behind(known)));
        });
    }

    private OptionalLong end(TopicPartition partition) {
        OptionalLong toCome = kafka.currentLag(partition);
        return toCome.isPresent() ? OptionalLong.of(kafka.position(partition) + toCome.getAsLong()) : toCome;
    }

    private void pause() {
        try {
            stopped.pause(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
            endInterrupted();
        }
    }

    private void endInterrupted() {
        LOG.warnf("Reading %s ends: its thread was interrupted", settings.topic());
        open = false;
    }
}
