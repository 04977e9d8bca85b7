package dev.bellwether.local.importing.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static ObjectNode json(String text) throws Exception {
        return LineReader.json(new RawLine(1, text.getBytes(UTF_8), false)).orElseThrow();
    }

    private static ObjectNode read(LineFormat format, String text) throws Exception {
        return new LineReader(format, "calls.jsonl", "acme").read(new RawLine(1, text.getBytes(UTF_8), false), json(text)).json();
    }

    @Test
    void what_a_line_is_can_be_told_from_it() throws Exception {
        assertThat(LineFormat.of(json("{\"specversion\": \"1.0\", \"type\": \"track\"}"))).contains(LineFormat.CLOUDEVENTS);
        assertThat(LineFormat.of(json("{\"type\": \"track\"}"))).contains(LineFormat.SEGMENT);
        assertThat(LineFormat.of(json("{\"occurred_at\": \"2026-03-01T00:00:00Z\"}"))).contains(LineFormat.EVENTS);
        assertThat(LineFormat.of(json("{\"occurredAt\": \"2026-03-01T00:00:00Z\"}"))).contains(LineFormat.EVENTS);
        assertThat(LineFormat.of(json("{\"type\": \"meteor\"}"))).isEmpty();
    }

    @Test
    void the_time_of_an_archived_call_is_not_corrected_a_second_time() throws Exception {
        ObjectNode archived = read(LineFormat.SEGMENT, """
                {"type": "track", "messageId": "m1", "timestamp": "2026-03-01T10:00:00Z", "originalTimestamp": "2026-03-01T09:00:00Z",
                 "sentAt": "2026-03-01T09:00:05Z", "receivedAt": "2026-03-01T10:00:05Z", "writeKey": "secret"}""");
        assertThat(archived.properties()).extracting(java.util.Map.Entry::getKey).containsExactly("type", "messageId", "timestamp");
        assertThat(read(LineFormat.SEGMENT, "{\"type\": \"track\", \"originalTimestamp\": \"2026-03-01T09:00:00Z\"}").has("originalTimestamp")).isTrue();
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
    void what_is_no_json_object_or_too_long_is_told() throws Exception {
        assertThat(LineReader.json(new RawLine(1, " ".getBytes(UTF_8), false))).isEqualTo(Optional.empty());
        for (String broken : new String[] {"{", "[]", "7", "{} {}", "nothing"}) {
            assertThatThrownBy(() -> json(broken)).isInstanceOf(LineReader.Unreadable.class);
        }
        assertThatThrownBy(() -> LineReader.json(new RawLine(1, "{}".getBytes(UTF_8), true))).hasMessageContaining("32 KB");
    }
}
