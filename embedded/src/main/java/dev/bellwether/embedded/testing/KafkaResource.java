package dev.bellwether.embedded.testing;

import dev.bellwether.embedded.LocalKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Gives a Quarkus test an empty Kafka of its own, as `bellwether.kafka.bootstrap-servers`.
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
    private TemporaryFolder folder;
    private LocalKafka kafka;

    @Override
    public Map<String, String> start() {
        folder = TemporaryFolder.create("kafka");
        kafka = LocalKafka.start(folder.path(), 0);
        return Map.of(
                "bellwether.kafka.bootstrap-servers", kafka.bootstrapServers(),
                "kafka.bootstrap.servers", kafka.bootstrapServers());
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
            folder.delete();
        }
    }
}
