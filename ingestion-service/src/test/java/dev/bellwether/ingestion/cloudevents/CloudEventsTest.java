package dev.bellwether.ingestion.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Struct;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.http.DoorTests;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@IngestionTest
class CloudEventsTest extends DoorTests {

    private static final String PATH = "/v1/cloudevents";
    private static final String ONE = "application/cloudevents+json; charset=UTF-8";
    private static final String MANY = "application/cloudevents-batch+json";

    private final Instant anHourAgo = Instant.ofEpochSecond(Instant.now().minus(Duration.ofHours(1)).getEpochSecond());

    private HttpRequest.Builder as(String contentType, String body) {
        return sender.request(PATH, body).setHeader("Content-Type", contentType).header("Authorization", "Bearer " + sender.key);
    }

    private HttpRequest.Builder binary(String contentType, byte[] body) {
        HttpRequest.Builder request = sender.request(PATH + "/", body).header("Authorization", sender.basic())
                .header("ce-specversion", "1.0").header("ce-type", "com.example.report").header("ce-source", "/reports")
                .header("ce-id", "1");
        return contentType.isEmpty() ? request : request.header("Content-Type", contentType);
    }

    private static String event(String id, String more) {
        return "{\"specversion\": \"1.0\", \"id\": \"" + id + "\", \"source\": \"/reports\", \"type\": \"com.example.report\"" + more + "}";
    }

    private CapturedMessage captured(HttpRequest.Builder request) {
        HttpResponse<String> answer = sender.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        List<CapturedMessage> messages = sender.captured(seen -> !seen.isEmpty());
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static Struct properties(CapturedMessage message) {
        return message.getEvent().getNamedEvent().getProperties();
    }

    private void assertRefused(int status, String code, HttpRequest.Builder request) {
        HttpResponse<String> answer = sender.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"success\":false,\"code\":\"" + code + "\"");
        assertThat(sender.captured()).isEmpty();
    }

    @Test
    void a_structured_event_is_captured_and_recorded() {
        CapturedMessage message = captured(as(ONE, event("1",
                ", \"account\": \"globex/de\", \"userid\": 7, \"time\": \"" + anHourAgo + "\", \"data\": {\"pages\": 12}")));
        assertThat(message.getAccount()).isEqualTo("globex%2Fde");
        assertThat(message.getUser()).isEqualTo("7");
        assertThat(message.getEvent().getSource()).isEqualTo("/reports");
        assertThat(message.getEvent().getEventId()).isEqualTo("1");
        assertThat(message.getEvent().getOccurredAt()).isEqualTo(Dates.timestamp(anHourAgo));
        assertThat(message.getEvent().getNamedEvent().getName()).isEqualTo("com.example.report");
        assertThat(properties(message).getFieldsOrThrow("pages").getNumberValue()).isEqualTo(12);
        assertThat(sender.caller.timeline("globex%2Fde", events -> events.size() == 1)).hasSize(1);
    }

    @Test
    void a_sequence_that_is_a_whole_number_orders_events_of_one_instant() {
        assertThat(captured(binary("", new byte[0]).header("ce-account", "globex").header("ce-sequence", "0041")).getEvent().getSequence())
                .isEqualTo(41);
    }

    @Test
    void a_sequence_that_orders_by_letters_is_not_read() {
        assertThat(captured(as(ONE, event("1", ", \"account\": \"globex\", \"sequence\": \"01HV-A\""))).getEvent().hasSequence()).isFalse();
    }

    @Test
    void a_binary_event_has_its_attributes_in_headers() {
        CapturedMessage message = captured(binary("application/json", "{\"pages\": 12}".getBytes(UTF_8))
                .header("ce-subject", "Globex%20%E2%82%AC").header("Ce-Time", anHourAgo.toString()));
        assertThat(message.getAccount()).isEqualTo("Globex%20%E2%82%AC");
        assertThat(message.getUser()).isEmpty();
        assertThat(message.getEvent().getOccurredAt()).isEqualTo(Dates.timestamp(anHourAgo));
        assertThat(properties(message).getFieldsOrThrow("pages").getNumberValue()).isEqualTo(12);
    }

    @Test
    void the_same_event_in_another_mode_is_the_same_message() {
        sender.send(binary("application/json", "{\"pages\": 12}".getBytes(UTF_8)).header("ce-account", "globex"));
        sender.send(as(ONE, event("1", ", \"account\": \"globex\", \"datacontenttype\": \"application/json\", \"data\": {\"pages\":12}")));
        List<CapturedMessage> messages = sender.captured(seen -> seen.size() == 2);
        assertThat(messages.getFirst().getIdentity()).isEqualTo(messages.getLast().getIdentity());
        assertThat(messages.getFirst().getContentHash()).isEqualTo(messages.getLast().getContentHash());
    }

    @Test
    void data_that_is_no_json_is_a_property() {
        CapturedMessage text = captured(binary("text/xml", "<pages>12</pages>".getBytes(UTF_8)).header("ce-account", "globex"));
        assertThat(properties(text).getFieldsOrThrow("data").getStringValue()).isEqualTo("<pages>12</pages>");
    }

    @Test
    void data_that_is_no_text_is_a_property_in_base64() {
        CapturedMessage bytes = captured(binary("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'}).header("ce-account", "globex"));
        assertThat(properties(bytes).getFieldsOrThrow("data").getStringValue()).isEqualTo("iVBORw==");
    }

    @Test
    void an_event_without_data_has_no_properties() {
        assertThat(properties(captured(binary("", new byte[0]).header("ce-account", "globex"))).getFieldsCount()).isZero();
    }

    @Test
    void a_batch_is_taken_one_by_one_and_may_be_empty() {
        assertThat(sender.send(as(MANY, "[]")).statusCode()).isEqualTo(200);
        assertThat(sender.send(as(MANY, "[" + event("1", ", \"account\": \"a\"") + "," + event("2", ", \"account\": \"b\"") + ", 7]"))
                .statusCode())
                .isEqualTo(200);
        assertThat(sender.captured(seen -> seen.size() == 2)).extracting(CapturedMessage::getAccount).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void ids_that_are_too_long_keep_apart() {
        sender.send(as(MANY, "[" + event("i".repeat(200) + "1", ", \"account\": \"a\"") + ","
                + event("i".repeat(200) + "2", ", \"account\": \"a\"") + "]"));
        List<CapturedMessage> messages = sender.captured(seen -> seen.size() == 2);
        assertThat(messages).extracting(message -> message.getEvent().getEventId()).doesNotHaveDuplicates()
                .allMatch(id -> id.length() == 128);
        assertThat(messages).extracting(CapturedMessage::getIdentity).doesNotHaveDuplicates();
    }

    @Test
    void bad_events_are_quarantined_one_by_one() {
        assertThat(sender.send(as(MANY, "[" + String.join(",",
                event("good", ", \"account\": \"a\""),
                event("unaddressed", ""),
                event("version", ", \"account\": \"a\"").replace("1.0", "0.3"),
                event("type", ", \"account\": \"a\"").replace("com.example.report", ""),
                event("time", ", \"account\": \"a\", \"time\": \"yesterday\""),
                event("base64", ", \"account\": \"a\", \"data_base64\": \"?\""),
                // The bytes a, 0, b, which are no JSON.
                event("not-json", ", \"account\": \"a\", \"datacontenttype\": \"application/json\", \"data_base64\": \"YQBi\""),
                event("large", ", \"account\": \"a\", \"data\": \"" + "x".repeat(40_000) + "\"")) + "]")).statusCode()).isEqualTo(200);
        assertThat(sender.send(binary("text/plain", new byte[0]).header("ce-account", "%C0%A0")).statusCode()).isEqualTo(200);
        assertThat(sender.captured(seen -> !seen.isEmpty())).hasSize(1);
        List<QuarantinedEvent> kept = sender.caller.quarantined("tenants/" + sender.tenant, events -> events.size() == 8);
        assertThat(kept).extracting(QuarantinedEvent::getField, QuarantinedEvent::getReason).containsExactlyInAnyOrder(
                tuple("account", "REQUIRED"),
                tuple("specversion", "UNKNOWN_VALUE"),
                tuple("type", "REQUIRED"),
                tuple("time", "MALFORMED"),
                tuple("data_base64", "MALFORMED"),
                tuple("data_base64", "MALFORMED"),
                tuple("event", "TOO_LARGE"),
                tuple("ce-account", "MALFORMED"));
        assertThat(kept).extracting(QuarantinedEvent::getDoor).containsOnly("cloudevents");
    }

    @Test
    void what_is_no_cloud_event_is_refused() {
        assertRefused(400, "BAD_JSON", as("application/json", "{}"));
        assertRefused(400, "BAD_JSON", as(ONE, "[]"));
        assertRefused(400, "BAD_JSON", as(MANY, event("1", "")));
        assertRefused(400, "BAD_JSON", binary("application/json", "{".getBytes(UTF_8)));
        assertRefused(415, "UNSUPPORTED_FORMAT", as("application/cloudevents+avro", "{}"));
        assertRefused(400, "TOO_LARGE", as(ONE, event("1", ", \"data\": \"" + "x".repeat(32 * 1024) + "\"")));
        assertRefused(400, "TOO_MANY_EVENTS",
                as(MANY, IntStream.range(0, 2_501).mapToObj(_ -> "{}").collect(Collectors.joining(",", "[", "]"))));
        assertRefused(401, "UNAUTHENTICATED", sender.request(PATH, "[]").setHeader("Content-Type", MANY));
        assertRefused(405, "METHOD_NOT_ALLOWED", as(MANY, "[]").GET());
    }

    @Test
    void a_dry_run_reports_what_would_be_accepted() {
        HttpResponse<String> answer = sender.send(as(MANY, "[" + event("1", ", \"account\": \"a\"") + "," + event("2", "") + "]")
                .header("Bellwether-Validate-Only", "true"));
        assertThat(answer.body())
                .startsWith("{\"success\":true,\"accepted\":1,\"rejected\":[{\"index\":1,\"messageId\":\"2\",\"field\":\"account\"");
        assertThat(sender.captured()).isEmpty();
    }
}
