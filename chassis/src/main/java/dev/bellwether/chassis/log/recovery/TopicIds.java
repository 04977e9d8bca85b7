package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/// The ids of topics: Kafka's, and those in the table `log_topic`.
final class TopicIds {
    private static final long PATIENCE_SECONDS = 15;

    private TopicIds() {}

    static Map<String, UUID> known(Sql sql) {
        Map<String, UUID> known = new HashMap<>();
        for (Row row : sql.execute("SELECT topic, id FROM log_topic")) {
            known.put(row.getString(0), row.getUUID(1));
        }
        return known;
    }

    static Optional<UUID> known(Sql sql, String topic) {
        for (Row row : sql.execute("SELECT id FROM log_topic WHERE topic = $1", Tuple.of(topic))) {
            return Optional.of(row.getUUID(0));
        }
        return Optional.empty();
    }

    static void know(Sql sql, String topic, UUID id) {
        sql.update(
                "INSERT INTO log_topic (topic, id) VALUES ($1, $2) ON CONFLICT (topic) DO UPDATE SET id = excluded.id",
                Tuple.of(topic, id));
    }

    /// Those that Kafka has now. A broker that knows no ids gives the same one to all.
    ///
    /// @throws KafkaException when it does not say
    static Map<String, UUID> of(Admin admin, Collection<String> topics) {
        try {
            Map<String, UUID> ids = new HashMap<>();
            for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS).values()) {
                Uuid id = topic.topicId();
                ids.put(topic.name(), new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()));
            }
            return ids;
        } catch (ExecutionException refused) {
            throw new KafkaException(refused.getCause().getMessage(), refused.getCause());
        } catch (TimeoutException away) {
            throw new KafkaException("Kafka does not answer", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for Kafka", interrupted);
        }
    }
}
