package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.producer.CommittedOffsetLookup;
import dev.bellwether.chassis.log.producer.CommittedOffsets;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.work.PeriodicWork;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// The committed offsets of topics that a service both writes and reads: from the offsets in its database, and closed for those that are not the
/// ones it knows. Looked at every second, which is good enough: what lands in a new log before it is noticed would have to land above
/// where the reader stood a second before.
public final class DatabaseCommittedOffsets implements CommittedOffsetLookup, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DatabaseCommittedOffsets.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final CommittedOffsets UNKNOWN =
            CommittedOffsets.closed("it is not known yet how far the log has been read, since the service is just starting");

    private final Database database;
    private final Set<String> topics;
    private final Admin admin;
    private Map<String, UUID> present = Map.of();
    private final PeriodicWork work =
            PeriodicWork.every(INTERVAL, "committed-offsets", "Looking up how far the log has been read", this::refresh);
    private volatile Map<String, CommittedOffsets> committedOffsets;

    /// @param topics that the service both writes and reads
    public DatabaseCommittedOffsets(Database database, KafkaSettings kafka, String... topics) {
        this.database = database;
        this.topics = Set.of(topics);
        this.admin = new KafkaClients(kafka).admin();
    }

    /// Returns when the committed offsets are known. Until then, nothing counts as read.
    ///
    /// @throws KafkaException when Kafka does not say which topics it has
    public void start() {
        refresh();
        work.start();
    }

    @Override
    public CommittedOffsets of(String topic) {
        Map<String, CommittedOffsets> known = committedOffsets;
        return known == null ? UNKNOWN : known.getOrDefault(topic, CommittedOffsets.NONE);
    }

    /// Looks it up now. When Kafka is away, nothing lands anywhere, and what it last said holds.
    public synchronized void refresh() {
        record Stored(Map<String, CommittedOffsets> committedOffsets, Map<String, UUID> known) {}
        Stored stored = database.withConnection(sql -> new Stored(load(sql), TopicIds.known(sql)));
        Map<String, UUID> watched = new HashMap<>(stored.known());
        watched.keySet().retainAll(topics);
        Map<String, UUID> present = present(watched.keySet());
        watched.forEach((topic, id) -> {
            if (!id.equals(present.getOrDefault(topic, id))) {
                stored.committedOffsets().put(topic, CommittedOffsets.closed(topic + " is not the topic that the database knows"));
            }
        });
        committedOffsets = stored.committedOffsets();
    }

    /// Those that Kafka had when it last answered; it has to, once.
    private Map<String, UUID> present(Set<String> topics) {
        if (!topics.isEmpty()) {
            try {
                present = TopicIds.of(admin, topics);
            } catch (KafkaException away) {
                if (committedOffsets == null) {
                    throw away;
                }
                LOG.debugf("Kafka does not say which topics it has: %s", away.getMessage());
            }
        }
        return present;
    }

    private static Map<String, CommittedOffsets> load(Sql sql) {
        Map<String, long[]> next = new HashMap<>();
        OffsetCheckpoint.loadAll(sql).forEach((partition, offset) -> {
            long[] offsets = next.getOrDefault(partition.topic(), new long[0]);
            offsets = Arrays.copyOf(offsets, Math.max(offsets.length, partition.partition() + 1));
            offsets[partition.partition()] = offset;
            next.put(partition.topic(), offsets);
        });
        Map<String, CommittedOffsets> committedOffsets = new HashMap<>();
        next.forEach((topic, offsets) -> committedOffsets.put(topic, CommittedOffsets.at(offsets)));
        return committedOffsets;
    }

    @Override
    public void close() {
        work.stop();
        admin.close(Duration.ZERO);
    }
}
