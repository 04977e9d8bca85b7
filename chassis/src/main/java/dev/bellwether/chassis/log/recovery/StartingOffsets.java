package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.log.checkpoint.ArchivedOffset;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.sql.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Where partitions are begun: at the database's offset, in the log or in the archive.
public final class StartingOffsets {

    private final String topic;
    private final Database database;
    private final Consumer<byte[], byte[]> kafka;
    private final Optional<Archive> archive;
    private final TopicIdentityCheck log;
    /// Where partitions have come out of the archive: before that there is nothing to be looked for.
    private final Map<Integer, Long> arrivals = new ConcurrentHashMap<>();

    public StartingOffsets(KafkaSettings settings, String topic, Database database, Consumer<byte[], byte[]> kafka,
            Optional<Archive> archive) {
        this.topic = topic;
        this.database = database;
        this.kafka = kafka;
        this.archive = archive;
        this.log = new TopicIdentityCheck(settings, topic, database, kafka);
    }

    /// A partition never read before is read from the log's beginning; or, where there is an archive, from there, and so is one that
    /// the database is not past the log's first record of: the archive alone knows what was before that.
    ///
    /// @return an offset of the log, or one below 0: see [ArchivedOffset]
    /// @throws TopicReplacedException when it is not the log that the database knows
    public long of(TopicPartition partition) {
        OffsetCheckpoint checkpoint = new OffsetCheckpoint(topic, partition.partition());
        OptionalLong stored = database.withConnection(checkpoint::load);
        log.require(partition, Math.max(0, stored.orElse(0)));
        if (stored.isPresent() && (archive.isEmpty() || ArchivedOffset.is(stored.getAsLong()))) {
            return stored.getAsLong();
        }
        long first = kafka.beginningOffsets(List.of(partition)).get(partition);
        if (stored.isPresent() && (stored.getAsLong() > first || stored.getAsLong() == first && hasArrived(partition, first))) {
            return stored.getAsLong();
        }
        return database.inTransaction(sql -> {
            long beginning = archive.map(has -> ArchivedOffset.of(has.next(sql, partition.partition()))).orElse(first);
            if (stored.isEmpty()) {
                // Another owner may have been faster.
                checkpoint.begin(sql, beginning);
                return checkpoint.load(sql).orElseThrow();
            }
            checkpoint.compareAndSet(sql, stored.getAsLong(), beginning);
            return beginning;
        });
    }

    /// From any thread: the archive has been read, and the log resumes at this offset.
    public void arrived(int partition, long offset) {
        arrivals.put(partition, offset);
    }

    public void forget(int partition) {
        arrivals.remove(partition);
    }

    private boolean hasArrived(TopicPartition partition, long offset) {
        return arrivals.getOrDefault(partition.partition(), -1L) == offset;
    }
}
