package dev.bellwether.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.terminal.CommandException;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformPortsTest {

    @Test
    void a_port_that_is_taken_is_named_with_who_needs_it() throws Exception {
        PlatformPorts free = PlatformPorts.free();
        try (ServerSocket other = new ServerSocket(0)) {
            Map<Service, Integer> services = new EnumMap<>(free.services());
            services.put(Service.SEGMENTATION, other.getLocalPort());

            assertThatThrownBy(() -> new PlatformPorts(0, 0, services, free.management()).requireFree(true, true))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("Port " + other.getLocalPort() + ", which segmentation-service needs, is taken by ")
                    .hasMessageContaining("--free-ports");
        }
    }

    @Test
    void so_is_one_of_kafka_or_postgresql_that_is_to_be_started() throws Exception {
        PlatformPorts free = PlatformPorts.free();
        try (ServerSocket other = new ServerSocket(0)) {
            PlatformPorts taken = new PlatformPorts(other.getLocalPort(), other.getLocalPort(), free.services(), free.management());

            assertThatThrownBy(() -> taken.requireFree(true, false)).hasMessageContaining("which Kafka needs");
            assertThatThrownBy(() -> taken.requireFree(false, true)).hasMessageContaining("which PostgreSQL needs");
            assertThatCode(() -> taken.requireFree(false, false)).doesNotThrowAnyException();
        }
    }

    @Test
    void who_has_a_port_is_named_where_the_system_says_so() throws Exception {
        try (ServerSocket ours = new ServerSocket(0)) {
            Optional<String> owner = PortOwner.of(ours.getLocalPort());

            assertThat(owner.isPresent() || !System.getProperty("os.name").equals("Linux")).isTrue();
            owner.ifPresent(process -> assertThat(process).isEqualTo("process " + ProcessHandle.current().pid() + " (java)"));
        }
    }

    @Test
    void free_ports_are_free_and_all_different() {
        PlatformPorts ports = PlatformPorts.free();

        assertThatCode(() -> ports.requireFree(true, true)).doesNotThrowAnyException();
        assertThat(ports.services().values()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(ports.management().values());
    }

    @Test
    void the_usual_ports_are_those_of_the_documentation() {
        PlatformPorts usual = PlatformPorts.usual();

        assertThat(usual.kafka()).isEqualTo(19092);
        assertThat(usual.postgres()).isEqualTo(15432);
        assertThat(usual.services().values()).containsExactly(8101, 8102, 8103, 8104);
        assertThat(usual.management().values()).containsExactly(9101, 9102, 9103, 9104);
    }
}
