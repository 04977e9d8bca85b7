package dev.bellwether.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.http.DoorTests;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.v1.RecordedEvent;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Numbers stay what was sent: refused where nothing can hold them, kept with all their digits, and compared by their value.
@IngestionTest
class NumbersOfCallsTest extends DoorTests {

    private static final String NOW = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS).toString();

    /// With the times of an hour ago.
    private static String input(String name) {
        return trouble(name).replaceAll("2026-11-(06T10|30T00):[01]0:00Z", NOW);
    }

    private void assertStillOutOfRange(QuarantinedEvent kept, String field) {
        assertThatThrownBy(() -> sender.caller.service
                .resubmitQuarantinedEvent(ResubmitQuarantinedEventRequest.newBuilder().setName(kept.getName()).build()))
                .hasMessageStartingWith("INVALID_ARGUMENT").hasMessageContaining(field).hasMessageContaining("1.7976931348623157e308");
    }

    @Test
    void a_number_that_no_double_holds_is_refused_at_the_door_and_from_the_quarantine_and_kept_to_the_byte() {
        List<String> calls = input("22-calls.jsonl").lines().limit(6).toList();
        calls.forEach(call -> assertThat(sender.post("/v1/track", call).statusCode()).isEqualTo(200));

        List<QuarantinedEvent> kept = quarantined(2);
        assertThat(kept).extracting(event -> event.getRaw().toStringUtf8()).containsExactlyInAnyOrder(calls.get(1), calls.get(2));
        assertThat(kept).extracting(QuarantinedEvent::getReason, QuarantinedEvent::getField, event -> event.getEvent().getEventId())
                .containsExactlyInAnyOrder(tuple("OUT_OF_RANGE", "properties.ratio", "c22-b"),
                        tuple("OUT_OF_RANGE", "properties.ratio", "c22-c"));
        kept.forEach(event -> assertStillOutOfRange(event, "properties.ratio"));

        List<RecordedEvent> recorded = sender.caller.timeline("c22-ada", events -> events.size() == 4);
        // As JavaScript reads them: the nearest doubles.
        assertThat(recorded).extracting(one -> one.getEvent().getEventId(), one -> number(one.getEvent())).containsExactlyInAnyOrder(
                tuple("c22-a", 0.1), tuple("c22-d", 1.2345678901234568e29), tuple("c22-e", -0.0), tuple("c22-f", 0.0));
        assertThat(quarantined(2)).hasSize(2);
    }

    private static double number(Event event) {
        return event.getNamedEvent().getProperties().getFieldsMap().values().iterator().next().getNumberValue();
    }

    @Test
    void nor_does_one_become_the_id_of_an_account() {
        String call = "{\"event\": \"m\", \"userId\": 1e400, \"messageId\": \"i1\", \"context\": {\"groupId\": -1e400}}";
        sender.post("/v1/track", call);
        QuarantinedEvent kept = quarantined(1).getFirst();
        assertThat(kept.getReason()).isEqualTo("OUT_OF_RANGE");
        assertThat(kept.getRaw().toStringUtf8()).isEqualTo(call);
        assertStillOutOfRange(kept, "userId");
        sender.post("/v1/track", call.replace("1e400", "12345678901234567891").replace("-", ""));
        assertThat(sender.caller.timeline("12345678901234567891", events -> events.size() == 1)).hasSize(1);
    }

    @Test
    void a_rejected_call_is_kept_to_the_byte_beside_what_its_batch_said_for_it() {
        String call =
                "{ \"type\":\"track\", \"messageId\": \"k\\u0031\", \"event\":\"m\",\"properties\":{\"big\":123456789012345678901234567890, \"ratio\": 0.50,"
                        + "\"long\":3.14159265358979323846264338327950288, \"e\":1E+2} }";
        sender.post("/v1/batch", "{\"context\": {\"groupId\": \"globex\"}, \"batch\": [" + call + "]}");
        QuarantinedEvent kept = quarantined(1).getFirst();
        assertThat(kept.getReason()).isEqualTo("REQUIRED");
        assertThat(kept.getRaw().toStringUtf8()).isEqualTo(call);
        assertThat(kept.getComplete().toStringUtf8()).contains("\"context\":{\"groupId\":\"globex\"}", "\"messageId\":\"k1\"",
                ":123456789012345678901234567890,", ":3.14159265358979323846264338327950288,");

        sender.caller.service.resubmitQuarantinedEvent(ResubmitQuarantinedEventRequest.newBuilder().setName(kept.getName())
                .setJson(kept.getComplete().toStringUtf8().replaceFirst("\\{", "{\"userId\": \"ada\",")).build());
        assertThat(sender.caller.timeline("globex", events -> events.size() == 1).getFirst().getEvent().getNamedEvent().getProperties()
                .getFieldsOrThrow("big").getNumberValue()).isEqualTo(123456789012345678901234567890.0);
    }

    @Test
    void a_repeat_that_writes_its_numbers_otherwise_is_the_same_content() {
        sender.post("/v1/batch", input("11-first.json"));
        sender.caller.timeline("c11-ada", events -> events.size() == 2);
        sender.post("/v1/batch", input("11-again.json"));
        assertCountedOnce("c11-ada", 2);
    }

    @Test
    void null_is_as_good_as_absent_in_a_repeat_and_a_changed_digit_is_other_content() {
        sender.post("/v1/track", call("\"n\": 12345678901234567890, \"gone\": null"));
        sender.caller.timeline("ada", events -> events.size() == 1);
        sender.post("/v1/track", call("\"n\": 12345678901234567890.0"));
        assertCountedOnce("ada", 1);
        sender.post("/v1/track", call("\"n\": 12345678901234567891"));
        assertThat(quarantined(1).getFirst().getReason()).isEqualTo("DIFFERENT_CONTENT");
    }

    private static String call(String properties) {
        return "{\"event\": \"m\", \"userId\": \"ada\", \"messageId\": \"r1\", \"timestamp\": \"" + NOW + "\", \"properties\": {"
                + properties + "}}";
    }

    /// What is sent behind it has been through, so it has, too.
    private void assertCountedOnce(String account, int events) {
        String user = account.equals("ada") ? "ada" : "c11-ada";
        sender.post("/v1/track",
                "{\"event\": \"last\", \"userId\": \"" + user + "\", \"messageId\": \"last\", \"timestamp\": \"" + NOW + "\"}");
        assertThat(sender.caller.timeline(account, seen -> seen.size() > events)).hasSize(events + 1);
        assertThat(quarantined(0)).isEmpty();
    }

    @Test
    void over_grpc_too() {
        IngestionClient caller = sender.caller;
        caller.record(named(caller, "{\"n\": 3, \"gone\": null}"));
        caller.record(named(caller, "{\"n\": 3.0}"));
        caller.record(named(caller, "{\"n\": 3e0, \"other\": null}"), caller.event("a1", "last"));
        assertThat(caller.timeline("a1", seen -> seen.size() > 1)).hasSize(2);
        assertThat(quarantined(0)).isEmpty();
    }

    /// First by Segment's door, which puts properties in the order of the call, then over gRPC in another.
    @Test
    void a_repeat_by_another_door_is_the_same_content_in_any_order_of_its_properties() {
        sender.post("/v1/track", call("\"z\": 1, \"gone\": null, \"m\": {\"y\": 2, \"b\": \"x\"}, \"a\": 3"));
        assertThat(sender.caller.timeline("ada", events -> events.size() == 1)).hasSize(1);
        Event.Builder again = named(sender.caller, "{\"a\": 3, \"m\": {\"b\": \"x\", \"y\": 2.0}, \"z\": 1, \"other\": null}")
                .setAccount("ada").setEventId("r1").setSource("web-app");
        sender.caller.record(again, sender.caller.event("ada", "last"));
        assertThat(sender.caller.timeline("ada", seen -> seen.size() > 1)).hasSize(2);
        assertThat(quarantined(0)).isEmpty();
    }

    private static Event.Builder named(IngestionClient caller, String properties) {
        Event.Builder event = caller.event("a1", "e1")
                .setOccurredAt(com.google.protobuf.Timestamp.newBuilder().setSeconds(Instant.parse(NOW).getEpochSecond()));
        try {
            com.google.protobuf.util.JsonFormat.parser().merge(properties,
                    event.getNamedEventBuilder().setName("m").getPropertiesBuilder());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return event;
    }
}
