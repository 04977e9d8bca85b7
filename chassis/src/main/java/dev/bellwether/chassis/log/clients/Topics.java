package dev.bellwether.chassis.log.clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The topics of the platform. All have the same number of partitions, so that an account lives in the same one
/// everywhere; none is compacted, since a compacted topic could lose closings before they are read.
public final class Topics {
    public static final String CAPTURED = "bellwether.captured.v1";
    public static final String INBOUND = "bellwether.inbound.v1";
    public static final String EVENTS = "bellwether.events.v1";
    public static final String FEATURES = "bellwether.features.v1";
    public static final String SEGMENTS = "bellwether.segments.v1";
    public static final String PLAYBOOKS = "bellwether.playbooks.v1";
    /// Each service's confirmations that it holds nothing of an erased account any more.
    public static final String ERASURES = "bellwether.erasures.v1";

    /// The largest record, in bytes.
    public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    /// With the headers that tell where it stood and why it is here.
    static final int MAX_DEAD_LETTER_BYTES = MAX_RECORD_BYTES + 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofMillis(20);
    // Kafka deletes a segment when the newest record in it has come of age, so its oldest record stays for as long as the
    // segment was written to, too: a day, and not the week that is Kafka's default.
    private static final String SEGMENT = Long.toString(Duration.ofDays(1).toMillis());
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Map<String, String> CONFIGURATION = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", Long.toString(RETENTION.toMillis()),
            "segment.ms", SEGMENT,
            "max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    private static final Map<String, String> DEAD_LETTERS = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", Long.toString(Duration.ofDays(30).toMillis()),
            "segment.ms", SEGMENT,
            "max.message.bytes", Integer.toString(MAX_DEAD_LETTER_BYTES));

    private Topics() {}

    /// After this time what a topic had is deleted.
    public static Duration retention() {
        return RETENTION;
    }

    /// Where the undecodable records of a topic go. One partition; headers tell where a record came from.
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }

    /// Makes the topics, and the ones for their dead letters, where they are missing, and waits up to a minute for Kafka
    /// until every partition of the topics can be written to.
    ///
    /// @throws IllegalStateException when Kafka stays away, or a topic has another number of partitions
    public static void ensure(String bootstrapServers, int partitions, String... topics) {
        ensure(new KafkaSettings(bootstrapServers), partitions, topics);
    }

    public static void ensure(KafkaSettings settings, int partitions, String... topics) {
        try (var admin = new KafkaClients(settings).admin(PATIENCE)) {
            var wanted = new ArrayList<NewTopic>();
            for (String topic : topics) {
                wanted.add(topic(topic, partitions).configs(CONFIGURATION));
                wanted.add(topic(deadLetters(topic), 1).configs(DEAD_LETTERS));
            }
            var present = await(admin.listTopics().names());
            wanted.removeIf(topic -> present.contains(topic.name()));
            create(admin, wanted);
            requirePartitions(admin, partitions, List.of(topics));
            awaitLeaders(admin, partitions, topics);
        }
    }

    /// A partition that is not led yet refuses a producer's first batch and may take its second: the first one's numbers
    /// then come out of order for ever, and its records are lost (KAFKA-15591). Only a leader knows its end.
    private static void awaitLeaders(Admin admin, int partitions, String... topics) {
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        await(admin.listOffsets(ends).all());
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    private static void create(Admin admin, List<NewTopic> topics) {
        if (topics.isEmpty()) {
            return;
        }
        for (var created : admin.createTopics(topics).values().values()) {
            try {
                await(created);
            } catch (IllegalStateException e) {
                // Another service, or another replica, was a moment faster.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static void requirePartitions(Admin admin, int partitions, List<String> topics) {
        String different = describe(admin, topics).stream()
                .filter(topic -> topic.partitions().size() != partitions)
                .map(Topics::sizeOf)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!different.isEmpty()) {
            throw new IllegalStateException(
                    "every topic must have " + partitions + " partitions (bellwether.partitions), but " + different);
        }
    }

    /// A broker may answer that it knows nothing of a topic that has just been made.
    private static Collection<TopicDescription> describe(Admin admin, List<String> topics) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return await(admin.describeTopics(topics).allTopicNames()).values();
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(SETTLING.toNanos());
            }
        }
    }

    private static String sizeOf(TopicDescription topic) {
        return topic.name() + " has " + topic.partitions().size();
    }

    private static <T> T await(KafkaFuture<T> future) {
        return await(future, PATIENCE.toSeconds() + 5);
    }

    /// What Kafka answers.
    ///
    /// @throws IllegalStateException when it refuses, or does not answer within that many seconds
    public static <T> T await(KafkaFuture<T> future, long seconds) {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refuses: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }
}
