package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.UnreadableOffsetException;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Which topics a database knows, by their ids: its offsets belong to these and to no others. Checked for each topic when a service starts.
/// A topic that is seen for the first time, and reaches as far as the database has read, is registered. On another topic, as when Kafka has
/// come back empty, a service resumes only after an operator confirms: an empty log is no reason to forget what was in the old one.
public final class TopicRegistry {

    private static final Logger LOG = Logger.getLogger(TopicRegistry.class);
    private static final long PATIENCE_SECONDS = 60;
    private static final long WAITING_NANOS = 500_000_000L;

    private final KafkaSettings kafka;
    private final Database database;
    private final boolean goOn;

    /// @param goOn whether an operator has confirmed that services resume on new topics
    public TopicRegistry(KafkaSettings kafka, Database database, boolean goOn) {
        this.kafka = kafka;
        this.database = database;
        this.goOn = goOn;
    }

    /// The topics that a database knows, and their ids.
    public static Map<String, UUID> ids(Sql sql) {
        return TopicIds.known(sql);
    }

    /// Of the topics that a database knows those in whose place there is another one now.
    public static List<String> strange(Admin admin, Map<String, UUID> known) {
        Map<String, UUID> present = TopicIds.of(admin, known.keySet());
        return known.keySet().stream().filter(topic -> !known.get(topic).equals(present.get(topic))).sorted().toList();
    }

    /// Returns at once when the topic is known. Otherwise one replica at a time looks at it; killed at whichever step, the next one does
    /// what is left.
    public void settle(String topic, TopicResetPolicy resetPolicy) {
        try (Admin admin = new KafkaClients(kafka).admin()) {
            UUID id = TopicIds.of(admin, List.of(topic)).get(topic);
            if (database.withConnection(sql -> isKnown(admin, sql, topic, id))) {
                return;
            }
            database.withConnection(sql -> {
                awaitTurn(sql, topic);
                try {
                    settle(admin, sql, topic, id, resetPolicy);
                } finally {
                    sql.execute("SELECT pg_advisory_unlock(hashtextextended($1, 0))", Tuple.of(lock(topic)));
                }
                return null;
            });
        }
    }

    private boolean isKnown(Admin admin, Sql sql, String topic, UUID id) {
        return TopicIds.known(sql, topic).filter(id::equals).isPresent() && tooShort(admin, sql, topic).isEmpty();
    }

    private void settle(Admin admin, Sql sql, String topic, UUID id, TopicResetPolicy resetPolicy) {
        if (isKnown(admin, sql, topic, id)) {
            return;
        }
        Map<TopicPartition, Long> tooShort = tooShort(admin, sql, topic);
        if (TopicIds.known(sql, topic).isEmpty() && tooShort.isEmpty()) {
            TopicIds.know(sql, topic, id);
        } else if (goOn) {
            goOn(admin, sql, topic, id, resetPolicy);
        } else {
            LOG.errorf(
                    "%s is not the topic that this service's database knows%s. Nothing is read from it, and what is written to it"
                            + " is not used, until an operator confirms it: %s",
                    topic, example(tooShort), UnreadableOffsetException.GUIDE);
        }
    }

    private static String example(Map<TopicPartition, Long> tooShort) {
        return tooShort.entrySet().stream().findFirst()
                .map(partition -> ": its partition " + partition.getKey().partition() + ", for one, ends before offset "
                        + partition.getValue())
                .orElse("");
    }

    private void goOn(Admin admin, Sql sql, String topic, UUID id, TopicResetPolicy resetPolicy) {
        Map<TopicPartition, Long> first = new HashMap<>();
        resetPolicy.firstOffsets(sql).forEach((partition, offset) -> first.put(new TopicPartition(topic, partition), offset));
        Map<TopicPartition, Long> ends = ends(admin, first);
        Map<TopicPartition, Long> missing = first.entrySet().stream()
                .filter(partition -> partition.getValue() > ends.get(partition.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, partition -> partition.getValue() - ends.get(partition.getKey())));
        if (!missing.isEmpty()) {
            OffsetPadding.write(kafka, missing);
        }
        if (!first.isEmpty()) {
            delete(admin, first);
        }
        database.inTransaction(transaction -> {
            resetPolicy.note(transaction);
            TopicIds.know(transaction, topic, id);
            return null;
        });
        LOG.warnf("Resuming on a new %s, as configured (bellwether.log.continue)", topic);
    }

    /// Keeps consumers from reading the padding.
    private static void delete(Admin admin, Map<TopicPartition, Long> first) {
        Map<TopicPartition, RecordsToDelete> below = new HashMap<>();
        first.forEach((partition, offset) -> below.put(partition, RecordsToDelete.beforeOffset(offset)));
        try {
            Topics.await(admin.deleteRecords(below).all(), PATIENCE_SECONDS);
        } catch (IllegalStateException refused) {
            LOG.warnf("The empty records below the log's start offset stay there until retention deletes them; no consumer reads them: %s",
                    refused.getMessage());
        }
    }

    /// Partitions that end before the offset that is to be read next of them.
    private static Map<TopicPartition, Long> tooShort(Admin admin, Sql sql, String topic) {
        Map<TopicPartition, Long> next = new HashMap<>();
        OffsetCheckpoint.loadAll(sql, topic).forEach((partition, offset) -> {
            if (offset > 0) {
                next.put(new TopicPartition(topic, partition), offset);
            }
        });
        Map<TopicPartition, Long> ends = ends(admin, next);
        next.entrySet().removeIf(partition -> ends.get(partition.getKey()) >= partition.getValue());
        return next;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Map<TopicPartition, Long> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Topics.await(admin.listOffsets(latest).all(), PATIENCE_SECONDS).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /// Asked again and again, since it may take longer than a statement is waited for.
    private static void awaitTurn(Sql sql, String topic) {
        while (!sql.execute("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", Tuple.of(lock(topic))).iterator().next()
                .getBoolean(0)) {
            LockSupport.parkNanos(WAITING_NANOS);
        }
    }

    private static String lock(String topic) {
        return "known log " + topic;
    }
}
