package dev.bellwether.chassis.log.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {

    @Test
    void what_an_operator_sets_overrides_the_choices() {
        KafkaClients clients = clients(Map.of("session.timeout.ms", "6000", "security.protocol", "SSL", "linger.ms", "9"));
        assertThat(clients.groupConfiguration("g", 100, 1_000)).containsEntry("session.timeout.ms", "6000")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("group.id", "g").containsEntry("max.poll.records", "100").containsEntry("bootstrap.servers", "kafka:9092");
        assertThat(clients.producerConfiguration()).containsEntry("linger.ms", "9").containsEntry("security.protocol", "SSL");
        assertThat(clients.readerConfiguration()).containsEntry("security.protocol", "SSL");
    }

    @Test
    void what_correctness_needs_is_not_overridden() {
        KafkaClients clients =
                clients(Map.of("enable.auto.commit", "true", "auto.offset.reset", "latest", "isolation.level", "read_uncommitted",
                        "group.id", "other", "acks", "1", "enable.idempotence", "false", "max.in.flight.requests.per.connection", "5"));
        assertThat(clients.groupConfiguration("g", 100, 1_000)).containsEntry("enable.auto.commit", "false")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("isolation.level", "read_committed").containsEntry("group.id", "g");
        assertThat(clients.producerConfiguration()).containsEntry("acks", "all").containsEntry("enable.idempotence", "true")
                .containsEntry("max.in.flight.requests.per.connection", "1");
    }

    @Test
    void the_broker_decides_what_the_new_group_protocol_leaves_to_it_and_a_reader_is_in_no_group() {
        KafkaClients clients = clients(Map.of("group.protocol", "consumer", "group.instance.id", "one"));
        assertThat(clients.groupConfiguration("g", 100, 1_000)).containsEntry("group.protocol", "consumer")
                .containsEntry("group.instance.id", "one")
                .doesNotContainKeys("partition.assignment.strategy", "session.timeout.ms", "heartbeat.interval.ms");
        assertThat(clients.readerConfiguration()).doesNotContainKeys("group.protocol", "group.instance.id", "group.id");
    }

    private static KafkaClients clients(Map<String, String> settings) {
        return new KafkaClients(new KafkaSettings("kafka:9092", settings, settings, settings));
    }
}
