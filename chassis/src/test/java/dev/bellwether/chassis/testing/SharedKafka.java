package dev.bellwether.chassis.testing;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.embedded.testing.KafkaResource;
import java.util.concurrent.atomic.AtomicInteger;

/// One Kafka for all tests of this JVM; a topic for each.
public final class SharedKafka {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private SharedKafka() {}

    public static KafkaSettings settings() {
        return Server.SETTINGS;
    }

    public static String newTopic(int partitions) {
        String topic = "topic-" + TOPICS.incrementAndGet();
        Topics.ensure(settings(), partitions, topic);
        return topic;
    }

    private static final class Server {
        static final KafkaSettings SETTINGS = start();

        private static KafkaSettings start() {
            var kafka = new KafkaResource();
            var settings = new KafkaSettings(kafka.start().get("bellwether.kafka.bootstrap-servers"));
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
            return settings;
        }
    }
}
