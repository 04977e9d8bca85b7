package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.log.checkpoint.ArchivedOffset;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jboss.logging.Logger;

/// Gives a worker the records from the archive that the log no longer has, and the offset at which the log resumes.
public final class ArchiveReading {

    /// Takes what is read, in order, and passes it on.
    public interface Receiver {
        /// Waits until there is room.
        ///
        /// @return false when nothing is taken any more
        boolean put(List<ConsumerRecord<byte[], byte[]>> records);

        /// The archive has no more: what follows is in the log from this offset on.
        void end(long continuation);
    }

    private static final Logger LOG = Logger.getLogger(ArchiveReading.class);
    /// Records handed over together.
    private static final int PAGE = 256;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    /// The service that keeps the archive may start when this one does, and take longer.
    private static final int UNUSUAL_FAILURES = 30;

    private final KafkaSettings settings;
    private final TopicPartition partition;
    private final Archive archive;
    private final Receiver receiver;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private List<ConsumerRecord<byte[], byte[]>> page = new ArrayList<>(PAGE);
    private long next;
    private boolean told;
    private volatile Optional<LogStartOffset> beginning = Optional.empty();

    private ArchiveReading(KafkaSettings settings, TopicPartition partition, Archive archive, long from, Receiver receiver) {
        this.settings = settings;
        this.partition = partition;
        this.archive = archive;
        this.next = from;
        this.receiver = receiver;
        this.thread = Thread.ofVirtual().name("archive " + partition).unstarted(this::run);
    }

    /// @param from     the first place to read
    /// @param receiver takes the records, and is notified of the end
    public static ArchiveReading start(KafkaSettings settings, TopicPartition partition, Archive archive, long from, Receiver receiver) {
        ArchiveReading reading = new ArchiveReading(settings, partition, archive, from, receiver);
        reading.thread.start();
        return reading;
    }

    public void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    /// How many records there are to come, at most, for a worker that stands in the archive; one at least.
    ///
    /// @param end of the log
    public long behind(long position, long end) {
        return 1 + beginning
                .map(log -> end - log.offset() + Math.max(0, log.place().orElse(0) - ArchivedOffset.place(position)))
                .orElse(end);
    }

    private void run() {
        for (int failures = 0; stopped.getCount() > 0; failures++) {
            try {
                if (beginning.isEmpty()) {
                    beginning = Optional.of(LogStartOffset.of(settings, partition, archive));
                }
                LogStartOffset log = beginning.get();
                archive.read(partition.partition(), next, log.place(), this::take);
                handOver();
                receiver.end(log.offset());
                return;
            } catch (CancellationException end) {
                return;
            } catch (RuntimeException | Error failure) {
                page.clear();
                if (failures % UNUSUAL_FAILURES == UNUSUAL_FAILURES - 1) {
                    LOG.warnf("What the log %s may no longer have cannot be read from the archive, for %d s now: %s",
                            partition, (failures + 1) * BETWEEN_TRIES.toMillis() / 1_000, failure.getMessage());
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            stopped.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            // Stopped.
        }
    }

    private void take(long place, byte[] key, byte[] value, Header... headers) {
        page.add(new ConsumerRecord<>(partition.topic(), partition.partition(), ArchivedOffset.of(place),
                ConsumerRecord.NO_TIMESTAMP, TimestampType.NO_TIMESTAMP_TYPE,
                key == null ? ConsumerRecord.NULL_SIZE : key.length, value.length, key, value, new RecordHeaders(headers),
                Optional.empty()));
        if (page.size() == PAGE) {
            handOver();
        }
    }

    private void handOver() {
        if (page.isEmpty()) {
            return;
        }
        if (!told) {
            LOG.infof("The log %s no longer has all that the database is missing: what comes before offset %d is read from the archive",
                    partition, beginning.orElseThrow().offset());
            told = true;
        }
        if (!receiver.put(page)) {
            throw new CancellationException("the worker has ended");
        }
        next = ArchivedOffset.place(page.getLast().offset()) + 1;
        page = new ArrayList<>(PAGE);
    }
}
