package dev.bellwether.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.connection.Service;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// For services that somebody else starts, as in containers.
class WithoutServicesTest {

    @TempDir
    Path folder;

    @Test
    void the_file_of_addresses_says_where_kafka_and_postgresql_are_and_where_services_are_looked_for() throws IOException {
        PlatformSettings settings =
                new PlatformSettings(Path.of(".."), folder, false, PlatformPorts.free(), Optional.empty(), Optional.empty(), Duration.ZERO);
        try (LocalPlatform platform = LocalPlatform.start(settings.with(Set.of()), _ -> {})) {
            assertThat(platform.services()).isEmpty();
            Properties addresses = new Properties();
            try (Reader reader = Files.newBufferedReader(folder.resolve("platform.properties"))) {
                addresses.load(reader);
            }
            assertThat(answers(addresses.getProperty("kafka"))).isTrue();
            assertThat(answers(addresses.getProperty("postgres"))).isTrue();
            for (Service service : Service.values()) {
                assertThat(addresses.getProperty(service.module())).isEqualTo("localhost:" + settings.ports().services().get(service));
                assertThat(addresses.getProperty(service.module() + ".management"))
                        .isEqualTo("localhost:" + settings.ports().management().get(service));
            }
        }
        assertThat(folder.resolve("platform.properties")).doesNotExist();
    }

    private static boolean answers(String address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.substring(0, address.indexOf(':')),
                    Integer.parseInt(address.substring(address.indexOf(':') + 1))), 1000);
            return socket.isConnected();
        }
    }
}
