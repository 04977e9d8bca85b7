package dev.bellwether.chassis.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
class MetricsDoorTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @TestHTTPResource("/")
    URI calls;

    @ConfigProperty(name = "bellwether.metrics.key")
    String key;

    @ConfigProperty(name = "bellwether.admin.key")
    String adminKey;

    @Test
    void a_caller_with_the_metrics_key_reads_the_metrics() throws Exception {
        HttpResponse<String> answer = read(management.resolve("/q/metrics"), "Bearer " + key);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("# TYPE bellwether_suspended_accounts gauge", "jvm_memory_used_bytes{");
    }

    @Test
    void every_other_caller_is_refused() throws Exception {
        for (String shown : new String[] {null, "", "Bearer", "Bearer " + key + "x", "Bearer " + adminKey, key, "Basic " + key}) {
            for (String path : new String[] {"", "/", "/../metrics", "//", "?x=/q/health"}) {
                HttpResponse<String> answer = read(URI.create(management.resolve("/q/metrics") + path), shown);
                assertThat(answer.statusCode()).as("%s with %s", path, shown).isEqualTo(401);
                assertThat(answer.body()).contains("bellwether.metrics.key").doesNotContain("jvm_");
            }
        }
    }

    @Test
    void the_port_of_the_calls_does_not_show_them() throws Exception {
        assertThat(read(calls.resolve("/q/metrics"), "Bearer " + key).statusCode()).isEqualTo(401);
        assertThat(read(calls.resolve("/q/metrics"), "Bearer " + adminKey).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> read(URI address, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (authorization != null) {
            request.header("authorization", authorization);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
