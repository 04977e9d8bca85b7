package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.FieldMaskUtil;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.ingestion.v1.SourceLimits;
import dev.bellwether.ingestion.v1.UpdateSourceRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@IngestionTest
class OverloadedDoorTest extends DoorTests {

    private static final String EVENT = "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"ada\"}";

    private static void assertOverloaded(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.body()).startsWith("{\"success\":false,\"code\":\"OVERLOADED\"");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow())).isPositive();
    }

    @Test
    void a_source_over_its_rate_limit_is_told_when_to_retry_and_none_of_the_call_is_accepted() {
        sender.sources.updateSource(UpdateSourceRequest.newBuilder()
                .setSource(Source.newBuilder().setName(sender.source.getName()).setLimits(SourceLimits.newBuilder().setEventsPerSecond(1)))
                .setUpdateMask(FieldMaskUtil.fromString("limits")).build());
        String batch = "{\"batch\": [" + String.join(",", EVENT, EVENT, EVENT, EVENT, "{}") + "]}";
        assertThat(sender.post("/v1/batch", batch).statusCode()).isEqualTo(200);
        assertOverloaded(sender.post("/v1/batch", batch));
        assertThat(sender.captured(seen -> seen.size() >= 4)).hasSize(4);
        assertThat(sender.caller.quarantined("tenants/" + sender.tenant, events -> !events.isEmpty()).getFirst().getOccurrences())
                .isEqualTo(1);
    }

    @Test
    void bodies_that_are_on_their_way_take_a_bounded_room_and_give_it_back() throws IOException {
        byte[] most = new byte[480 * 1024];
        List<Socket> slow = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        try {
            // Together 30 MB, of which 24 may be in flight: all but the last byte of each.
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket("localhost", sender.port);
                slow.add(socket);
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(("POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                        + (most.length + 1) + "\r\n\r\n").getBytes(UTF_8));
                socket.getOutputStream().write(most);
            }
            for (Socket socket : slow) {
                try {
                    socket.getOutputStream().write(0);
                } catch (IOException closed) {
                    // Not in time: the answer is there all the same.
                }
                answers.add(new String(socket.getInputStream().readAllBytes(), UTF_8).lines().findFirst().orElse(""));
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        // Zero bytes are no JSON.
        assertThat(answers).contains("HTTP/1.1 400 Bad Request", "HTTP/1.1 429 Too Many Requests")
                .isSubsetOf("HTTP/1.1 400 Bad Request", "HTTP/1.1 408 Request Timeout", "HTTP/1.1 429 Too Many Requests");
        assertThat(sender.post("/v1/track", EVENT).statusCode()).isEqualTo(200);
    }

    @Test
    void a_client_that_expects_100_continue_gets_it() {
        assertThat(sender.send(sender.request("/v1/track", EVENT).header("Authorization", sender.basic())
                .version(HttpClient.Version.HTTP_1_1).expectContinue(true)).statusCode())
                .isEqualTo(200);
    }
}
