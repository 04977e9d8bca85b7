package dev.bellwether.chassis.testing;

import dev.bellwether.chassis.log.KafkaSettings;
import dev.bellwether.chassis.log.Topics;
import dev.bellwether.embedded.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

/// One Kafka for all tests of this JVM; a topic for each.
public final class SharedKafka {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private SharedKafka() {}

    public static KafkaSettings settings() {
        return new KafkaSettings(Server.KAFKA.bootstrapServers());
    }

    public static String newTopic(int partitions) {
        String topic = "topic-" + TOPICS.incrementAndGet();
        Topics.ensure(settings(), partitions, topic);
        return topic;
    }

    private static final class Server {
        static final LocalKafka KAFKA = start();

        private static LocalKafka start() {
            try {
                var kafka = LocalKafka.start(Files.createTempDirectory("bellwether-kafka-"), 0);
                Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
                return kafka;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
