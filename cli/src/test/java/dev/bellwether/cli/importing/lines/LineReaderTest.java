package dev.bellwether.cli.importing.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static RawLine raw(String text) {
        return new RawLine(1, text.getBytes(UTF_8), false);
    }

    private static LineObject object(String text) throws Exception {
        return LineReader.object(raw(text)).orElseThrow();
    }

    private static String sent(LineFormat format, String text) throws Exception {
        return new String(new LineReader(format, "calls.jsonl", "acme").read(raw(text), object(text)).json(), UTF_8);
    }

    private static JsonNode read(LineFormat format, String text) throws Exception {
        return LineReader.JSON.readTree(sent(format, text));
    }

    @Test
    void what_a_line_is_can_be_told_from_it() throws Exception {
        assertThat(LineFormat.of(object("{\"specversion\": \"1.0\", \"type\": \"track\"}"))).contains(LineFormat.CLOUDEVENTS);
        assertThat(LineFormat.of(object("{\"type\": \"track\"}"))).contains(LineFormat.SEGMENT);
        assertThat(LineFormat.of(object("{\"occurred_at\": \"2026-03-01T00:00:00Z\"}"))).contains(LineFormat.EVENTS);
        assertThat(LineFormat.of(object("{\"occurredAt\": \"2026-03-01T00:00:00Z\"}"))).contains(LineFormat.EVENTS);
        assertThat(LineFormat.of(object("{\"type\": \"meteor\"}"))).isEmpty();
    }

    @Test
    void the_time_of_an_archived_call_is_not_corrected_a_second_time() throws Exception {
        assertThat(sent(LineFormat.SEGMENT, """
                {"type": "track", "messageId": "m1", "timestamp": "2026-03-01T10:00:00Z", "originalTimestamp": "2026-03-01T09:00:00Z",
                 "sentAt": "2026-03-01T09:00:05Z", "receivedAt": "2026-03-01T10:00:05Z", "writeKey": "secret"}"""))
                .isEqualTo("{\"type\": \"track\",\"messageId\": \"m1\",\"timestamp\": \"2026-03-01T10:00:00Z\"}");
        assertThat(
                read(LineFormat.SEGMENT, "{\"type\": \"track\", \"originalTimestamp\": \"2026-03-01T09:00:00Z\"}").has("originalTimestamp"))
                .isTrue();
    }

    @Test
    void a_line_that_is_fit_is_sent_to_the_byte_and_so_are_the_values_of_one_that_is_completed() throws Exception {
        String values =
                "\"properties\" : {\"big\":123456789012345678901234567890, \"r\":0.50,\"i\": 1E+400, \"t\":\"zo\\u00eb \\ud83d\", \"a\": [ ]}";
        String fit = " { \"type\":\"track\",\"messageId\":\"m1\", " + values + " } ";
        assertThat(sent(LineFormat.SEGMENT, fit)).isEqualTo(fit);
        assertThat(sent(LineFormat.SEGMENT, "{\"type\":\"track\", \"messageId\":\"\", \"sentAt\":null, " + values + "}"))
                .startsWith("{\"type\":\"track\"," + values + ",\"messageId\":\"calls.jsonl~");
        assertThat(sent(LineFormat.EVENTS, "{\"event_id\":\"e\", \"named_event\": {" + values.replace("1E+400", "1") + "}}"))
                .isEqualTo("{\"event_id\":\"e\",\"named_event\": {" + values.replace("1E+400", "1") + "},\"tenant\":\"acme\"}");
        assertThat(sent(LineFormat.EVENTS, "{}")).matches("\\{\"event_id\":\"calls.jsonl~[0-9a-f]{32}\",\"tenant\":\"acme\"}");
    }

    @Test
    void a_line_without_an_id_has_the_same_one_each_time_and_no_other_line_has_it() throws Exception {
        String first = read(LineFormat.SEGMENT, "{\"type\": \"track\", \"event\": \"a\"}").path("messageId").asText();
        assertThat(first).startsWith("calls.jsonl~").hasSizeLessThan(100);
        assertThat(read(LineFormat.SEGMENT, "{\"type\": \"track\", \"event\": \"a\"}").path("messageId").asText()).isEqualTo(first);
        assertThat(read(LineFormat.SEGMENT, "{\"type\": \"track\", \"event\": \"b\"}").path("messageId").asText()).isNotEqualTo(first);
        assertThat(read(LineFormat.CLOUDEVENTS, "{\"specversion\": \"1.0\", \"id\": \"7\"}").path("id").asText()).isEqualTo("7");
        assertThat(read(LineFormat.EVENTS, "{\"account\": \"a1\"}").path("tenant").asText()).isEqualTo("acme");
    }

    @Test
    void a_line_of_another_tenant_is_refused_whatever_its_form() {
        for (Map.Entry<LineFormat, String> line : Map
                .of(LineFormat.SEGMENT, "\"type\": \"track\"", LineFormat.CLOUDEVENTS, "\"specversion\": \"1.0\"",
                        LineFormat.EVENTS, "\"account\": \"a1\"")
                .entrySet()) {
            assertThatThrownBy(() -> sent(line.getKey(), "{" + line.getValue() + ", \"tenant\": \"globex\"}"))
                    .isInstanceOfSatisfying(UnfitLine.class, unfit -> assertThat(unfit.reason()).isEqualTo("OTHER_TENANT"));
        }
    }

    @Test
    void an_event_with_a_number_that_no_double_holds_is_out_of_range() {
        for (String number : new String[] {"1e400", "-1e400", "9".repeat(400)}) {
            assertThatThrownBy(() -> sent(LineFormat.EVENTS, "{\"account\": " + number + "}"))
                    .isInstanceOfSatisfying(UnfitLine.class, unfit -> assertThat(unfit.reason()).isEqualTo("OUT_OF_RANGE"));
        }
    }

    @Test
    void what_is_no_json_object_or_too_long_is_told() throws Exception {
        assertThat(LineReader.object(raw(" "))).isEqualTo(Optional.empty());
        for (String[] broken : new String[][] {{"{", "ends before"}, {"[]", "no JSON object"}, {"7", "no JSON object"},
            {"{} {}", "behind its JSON object, at byte 4"},
            {"nothing", "at byte 1: 'nothing'"}, {"{\"a\": NaN}", "at byte 7: 'NaN}'"}, {"{\"a\":1,,}", "at byte"}}) {
            assertThatThrownBy(() -> object(broken[0])).isInstanceOf(UnfitLine.class).hasMessageContaining(broken[1])
                    .hasMessageNotContainingAny("Feature", "Source", "REDACTED", "Jackson");
        }
        assertThatThrownBy(() -> LineReader.object(new RawLine(1, "{}".getBytes(UTF_8), true))).hasMessageContaining("32 KB");
        assertThatThrownBy(() -> LineReader.object(new RawLine(1, new byte[] {'{', (byte) 0xFC, '}'}, false))).hasMessage("is not UTF-8");
    }

    @Test
    void what_is_nested_too_deep_is_out_of_range() throws Exception {
        assertThat(object("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}").has("a")).isTrue();
        for (int depth : new int[] {64, 600, 10_000}) {
            assertThatThrownBy(() -> object("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"))
                    .isInstanceOfSatisfying(UnfitLine.class, unfit -> assertThat(unfit.reason()).isEqualTo("OUT_OF_RANGE"));
        }
    }
}
