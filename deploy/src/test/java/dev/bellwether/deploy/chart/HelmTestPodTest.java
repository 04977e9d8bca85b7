package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.KubernetesObject.elements;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `helm test` runs, run here.
class HelmTestPodTest {

    private static final JsonNode CONTAINER =
            Chart.rendering("minimal").one("Pod", "cs-bellwether-test").containers().findFirst().orElseThrow();

    @Test
    void it_asks_every_service_on_its_management_port() {
        assertThat(addresses()).containsExactlyInAnyOrder("cs-bellwether-ingestion.churn.svc:9101", "cs-bellwether-features.churn.svc:9102",
                "cs-bellwether-segmentation.churn.svc:9103", "cs-bellwether-playbooks.churn.svc:9104");
    }

    @Test
    void it_succeeds_when_all_are_ready_and_fails_when_one_is_not_or_does_not_answer() throws Exception {
        try (Service ready = new Service(200); Service alsoReady = new Service(200); Service notReady = new Service(503)) {
            assertThat(run(ready.address(), alsoReady.address())).isZero();
            assertThat(run(ready.address(), notReady.address())).isNotZero();
            assertThat(run(notReady.address(), ready.address())).isNotZero();
            String gone = alsoReady.address();
            alsoReady.close();
            assertThat(run(ready.address(), gone)).isNotZero();
        }
    }

    private static int run(String... addresses) throws Exception {
        List<String> command = new ArrayList<>();
        Stream.of("command", "args").flatMap(list -> elements(CONTAINER.path(list))).map(JsonNode::asText)
                .filter(argument -> !addresses().contains(argument)).forEach(command::add);
        command.addAll(List.of(addresses));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        return process.exitValue();
    }

    private static List<String> addresses() {
        return elements(CONTAINER.path("args")).map(JsonNode::asText).filter(argument -> argument.contains(".svc:")).toList();
    }

    private record Service(HttpServer server) implements AutoCloseable {

        Service(int status) throws IOException {
            this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/q/health/ready") ? status : 404, -1);
                exchange.close();
            });
            server.start();
        }

        String address() {
            return "localhost:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
