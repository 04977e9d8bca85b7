package dev.bellwether.ingestion.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.http.DoorTests;
import dev.bellwether.ingestion.http.HttpSender;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IngestionTest
class BadSegmentCallsTest extends DoorTests {

    private static final String GOOD = "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"ada\", \"messageId\": \"good\"}";

    private void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).startsWith("{\"success\":false,\"code\":\"" + code + "\",\"message\":\"");
        assertThat(sender.captured()).isEmpty();
    }

    private static String batch(String... events) {
        return "{\"batch\": [" + String.join(", ", events) + "]}";
    }

    private static String padded(int bytes) {
        String event =
                "{\"type\": \"track\", \"event\": \"Large\", \"userId\": \"ada\", \"messageId\": \"large\", \"properties\": {\"x\": \"\"}}";
        return event.replace("\"\"", "\"" + "x".repeat(bytes - event.length()) + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "7", "{\"userId\": \"ada\",}", "{\"userId\": ada}", "{} {}", "{\"a\": 1e}",
        "{\"a\": NaN}"})
    void what_is_no_json_object_is_refused(String body) {
        assertRefused(400, "BAD_JSON", sender.post("/v1/track", body));
    }

    @Test
    void json_that_is_not_closed_is_refused_however_deep() {
        assertRefused(400, "BAD_JSON", sender.post("/v1/track", "{\"a\":" + "[".repeat(10_000) + "]".repeat(9_999) + "}"));
    }

    @Test
    void a_batch_without_its_array_is_refused() {
        assertRefused(400, "BAD_JSON", sender.post("/v1/batch", "{}"));
        assertRefused(400, "BAD_JSON", sender.post("/v1/batch", "{\"batch\": {}}"));
    }

    @Test
    void what_is_not_utf_8_is_refused() {
        for (byte[] body : List.of("{\"userId\":\"\u00eb\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                GOOD.getBytes(java.nio.charset.StandardCharsets.UTF_16),
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'})) {
            HttpResponse<String> answer = sender.send(sender.request("/v1/track", body).header("Authorization", sender.basic()));
            assertRefused(400, "BAD_ENCODING", answer);
        }
    }

    @Test
    void what_is_too_large_is_refused_whatever_its_length_was_said_to_be() {
        assertRefused(400, "TOO_LARGE", sender.post("/v1/track", padded(32 * 1024 + 1)));
        assertRefused(400, "TOO_LARGE", sender.post("/v1/batch", " ".repeat(500 * 1024) + "{}"));
        assertRefused(400, "TOO_LARGE", sender.post("/v1/batch", " ".repeat(20_000_000)));
        byte[] large = new byte[2_000_000];
        assertRefused(400, "TOO_LARGE", sender.send(sender.request("/v1/batch", large)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)))));
    }

    @Test
    void what_is_just_small_enough_is_taken() {
        assertThat(sender.post("/v1/track", padded(32 * 1024)).statusCode()).isEqualTo(200);
        assertThat(sender.captured(seen -> seen.size() == 1)).hasSize(1);
    }

    @Test
    void a_bomb_is_not_inflated_beyond_the_limit() {
        byte[] bomb = HttpSender.gzip(new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(100_000);
        assertRefused(400, "TOO_LARGE", sender.send(sender.request("/v1/batch", bomb).header("Content-Encoding", "gzip")));
    }

    @Test
    void what_is_not_compressed_as_it_says_is_refused() {
        byte[] cut = java.util.Arrays.copyOf(HttpSender.gzip(GOOD.getBytes(UTF_8)), 30);
        assertRefused(400, "BAD_COMPRESSION", sender.send(sender.request("/v1/track", GOOD).header("Content-Encoding", "gzip")));
        assertRefused(400, "BAD_COMPRESSION", sender.send(sender.request("/v1/track", cut).header("Content-Encoding", "gzip")));
        for (String unknown : List.of("br", "deflate", "zstd", "gzip, gzip")) {
            HttpResponse<String> answer = sender.send(sender.request("/v1/track", GOOD).header("Content-Encoding", unknown));
            assertRefused(415, "UNSUPPORTED_COMPRESSION", answer);
            assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip, identity");
        }
    }

    @Test
    void more_events_than_a_batch_may_have_are_refused() {
        String many = IntStream.range(0, 2_501).mapToObj(_ -> "{}").collect(Collectors.joining(","));
        assertRefused(400, "TOO_MANY_EVENTS", sender.post("/v1/batch", batch(many)));
    }

    @Test
    void a_caller_without_a_valid_key_is_refused() {
        assertRefused(401, "UNAUTHENTICATED", sender.send(sender.request("/v1/track", GOOD)));
        assertRefused(401, "UNAUTHENTICATED", sender.send(sender.request("/v1/track", GOOD).header("Authorization", "Bearer other")));
        assertRefused(401, "UNAUTHENTICATED", sender.send(sender.request("/v1/track", GOOD).header("Authorization", "Basic ???")));
        assertRefused(401, "UNAUTHENTICATED", sender.send(sender.request("/v1/track", GOOD.replace("{", "{\"writeKey\": 7, "))));
    }

    @Test
    void other_methods_are_refused_and_browsers_are_told_that_they_may_send() {
        assertRefused(405, "METHOD_NOT_ALLOWED", sender.send(sender.request("/v1/track", "").GET()));
        assertThat(sender.send(sender.request("/v1/track", "").method("HEAD", BodyPublishers.noBody())).statusCode()).isEqualTo(405);
        assertRefused(405, "METHOD_NOT_ALLOWED", sender.send(sender.request("/v1/batch/", "{}").PUT(BodyPublishers.ofString("{}"))));
        HttpResponse<String> asked = sender.send(sender.request("/v1/track", "").method("OPTIONS", BodyPublishers.noBody())
                .setHeader("Origin", "https://app.example").setHeader("Access-Control-Request-Method", "POST"));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow()).contains("Authorization", "Content-Type");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
        assertThat(asked.headers().firstValue("Access-Control-Max-Age")).contains("86400");
        // What it may read of a refusal: the Fetch standard lets a page see no other header but a few.
        HttpResponse<String> refused = sender.send(sender.request("/v1/track", GOOD).setHeader("Origin", "https://app.example"));
        assertRefused(401, "UNAUTHENTICATED", refused);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(refused.headers().firstValue("Access-Control-Expose-Headers")).contains("Retry-After");
        assertThat(sender.send(sender.request("/v1/track", "").method("OPTIONS", BodyPublishers.noBody())).statusCode()).isEqualTo(204);
    }

    @Test
    void a_backfill_that_takes_nothing_is_refused() {
        assertRefused(404, "NOT_FOUND", sender.send(sender.request("/v1/batch", batch(GOOD))
                .header("Authorization", sender.basic()).header("Bellwether-Backfill", "unknown")));
        assertRefused(400, "INVALID_ARGUMENT", sender.send(sender.request("/v1/batch", batch(GOOD))
                .header("Authorization", sender.basic()).header("Bellwether-Backfill", "no/id")));
        sender.caller.beginBackfill("done");
        sender.caller.finishBackfill("done");
        assertRefused(409, "FAILED_PRECONDITION", sender.send(sender.request("/v1/batch", batch(GOOD))
                .header("Authorization", sender.basic()).header("Bellwether-Backfill", "done")));
    }

    @Test
    void bad_events_of_a_good_batch_are_quarantined_one_by_one_and_the_rest_goes_through() {
        String deep = "[".repeat(100) + "]".repeat(100);
        HttpResponse<String> answer = sender.post("/v1/batch", batch(
                GOOD,
                "{\"type\": \"track\", \"event\": \"A\", \"messageId\": \"unaddressed\"}",
                "{\"type\": \"dance\", \"userId\": \"ada\", \"messageId\": \"type\"}",
                "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"ada\", \"messageId\": \"time\", \"timestamp\": \"now\"}",
                "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"ada\", \"messageId\": \"future\", \"timestamp\": \"2999-01-01\"}",
                "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"ada\", \"messageId\": \"" + "m".repeat(101) + "\"}",
                "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"ada\", \"messageId\": \"infinite\", \"properties\": {\"x\": 1e999}}",
                "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"ada\", \"messageId\": \"deep\", \"properties\": {\"x\": " + deep
                        + "}}",
                "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"" + "ë".repeat(50) + "\", \"messageId\": \"user\"}",
                padded(40_000),
                "\"text\""));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(sender.captured(seen -> !seen.isEmpty())).extracting(message -> message.getEvent().getEventId()).containsExactly("good");

        List<QuarantinedEvent> kept = quarantined(10);
        assertThat(kept).extracting(event -> event.getEvent().getEventId(), QuarantinedEvent::getField, QuarantinedEvent::getReason)
                .containsExactlyInAnyOrder(
                        tuple("unaddressed", "userId", "REQUIRED"),
                        tuple("type", "type", "UNKNOWN_VALUE"),
                        tuple("time", "timestamp", "MALFORMED"),
                        tuple("future", "occurred_at", "IN_THE_FUTURE"),
                        tuple("m".repeat(101), "messageId", "TOO_LONG"),
                        tuple("infinite", "properties.x", "OUT_OF_RANGE"),
                        tuple("deep", "event", "OUT_OF_RANGE"),
                        tuple("user", "userId", "TOO_LONG"),
                        tuple("large", "event", "TOO_LARGE"),
                        tuple("", "event", "MALFORMED"));
        assertThat(kept).allSatisfy(event -> {
            assertThat(event.getDoor()).isEqualTo("segment");
            assertThat(event.getSource()).isEqualTo("web-app");
            assertThat(event.getRaw().size()).isBetween(1, 32 * 1024);
        });
    }

    @Test
    void a_quarantined_event_is_kept_without_its_key_and_counted_when_it_is_sent_again() {
        String deep = "\"properties\": {\"x\": " + "[".repeat(100) + "]".repeat(100) + "}";
        for (int i = 0; i < 2; i++) {
            String rest = "\"writeKey\": \"" + sender.key + "\", \"sentAt\": \"2026-01-01T00:00:0" + i + "Z\"";
            assertThat(sender.send(sender.request("/v1/track", "{\"event\": \"A\", " + rest + "}")).statusCode()).isEqualTo(200);
            assertThat(sender.send(sender.request("/v1/track", "{\"event\": \"A\", " + rest + ", " + deep + "}")).statusCode())
                    .isEqualTo(200);
        }
        List<QuarantinedEvent> kept = sender.caller.quarantined("tenants/" + sender.tenant,
                events -> events.stream().mapToLong(QuarantinedEvent::getOccurrences).sum() == 4);
        assertThat(kept).anySatisfy(event -> {
            assertThat(event.getOccurrences()).isEqualTo(2);
            assertThat(event.getRaw().toStringUtf8()).contains("\"event\": \"A\"").contains("\"writeKey\": \"**");
        });
        assertThat(kept).extracting(event -> event.getRaw().toStringUtf8()).noneMatch(raw -> raw.contains(sender.key));
    }

    @Test
    void a_dry_run_reports_what_would_be_accepted_and_changes_nothing() {
        HttpResponse<String> answer = sender.send(sender.request("/v1/import", batch(GOOD, "{\"messageId\": \"bad\", \"userId\": \"ada\"}"))
                .header("Authorization", sender.basic()).header("Bellwether-Validate-Only", "true"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"success\":true,\"accepted\":1,\"rejected\":[{\"index\":1,\"messageId\":\"bad\",\"field\":\"type\","
                        + "\"reason\":\"REQUIRED\",\"message\":\"must say which call it is, as in track\"}],\"facts\":{\"named_event\":1}}");
        assertThat(sender.captured()).isEmpty();
    }

    @Test
    void a_caller_that_asks_for_a_report_gets_the_accepted_and_rejected_events() {
        HttpResponse<String> answer = sender.send(sender.request("/v1/batch", batch(GOOD, "{\"messageId\": \"bad\", \"userId\": \"ada\"}"))
                .header("Authorization", sender.basic()).header("Bellwether-Report", "true"));
        assertThat(answer.body())
                .startsWith("{\"success\":true,\"accepted\":1,\"rejected\":[{\"index\":1,\"messageId\":\"bad\",\"field\":\"type\"");
        assertThat(sender.captured()).hasSize(1);
        assertThat(quarantined(1)).hasSize(1);
    }

    @Test
    void a_body_that_does_not_come_is_not_waited_for() throws Exception {
        try (Socket socket = new Socket("localhost", sender.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{".getBytes(UTF_8));
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readAllBytes(), UTF_8)).startsWith("HTTP/1.1 408 ").contains("\"code\":\"TOO_SLOW\"");
        }
    }

    @Test
    void a_key_works_from_each_of_its_three_places() {
        assertThat(sender.send(sender.request("/v1/track", GOOD).header("Authorization", sender.basic())).statusCode()).isEqualTo(200);
        assertThat(sender.send(sender.request("/v1/track", GOOD).header("Authorization", "Bearer " + sender.key)).statusCode())
                .isEqualTo(200);
        String inBody = "{\"writeKey\": \"" + sender.key + "\", \"batch\": [" + GOOD + "]}";
        assertThat(sender.send(sender.request("/v1/batch/", inBody)).statusCode()).isEqualTo(200);
        assertThat(sender.send(sender.request("/v1/batch", inBody).header("Authorization", "Basic bm9uZTo=")).statusCode()).isEqualTo(200);
        assertThat(sender.captured(seen -> seen.size() >= 4)).hasSize(4)
                .extracting(message -> Objects.hash(message.getIdentity(), message.getContentHash())).containsOnly(
                        Objects.hash(sender.captured().getFirst().getIdentity(), sender.captured().getFirst().getContentHash()));
    }

    @Test
    void gzip_and_text_plain_and_a_byte_order_mark_are_taken() {
        byte[] zipped = HttpSender.gzip(("\uFEFF" + batch(GOOD)).getBytes(UTF_8));
        assertThat(sender.send(sender.request("/v1/batch", zipped).header("Authorization", sender.basic())
                .header("Content-Encoding", "gzip").header("Content-Type", "text/plain")).statusCode()).isEqualTo(200);
        assertThat(sender.captured(seen -> !seen.isEmpty())).hasSize(1);
    }
}
