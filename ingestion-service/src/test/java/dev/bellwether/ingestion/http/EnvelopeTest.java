package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static Envelope batch(String json) {
        return Envelope.ofBatch(json.getBytes(UTF_8), "batch", Set.of("context", "a\"b"));
    }

    private static List<String> events(String json) {
        return batch(json).events().orElseThrow().stream().map(EnvelopeTest::text).collect(Collectors.toList());
    }

    private static String text(Slice slice) {
        return new String(slice.json(), slice.from(), slice.size(), UTF_8);
    }

    @Test
    void events_are_found_whatever_stands_in_them() {
        assertThat(events("{\"batch\" : [ {\"x\":\"]}\\\"\\\\\"} ,[[{}]], 1e ,NaN,\"\",{\"é\":[1 , 2]}] }"))
                .containsExactly("{\"x\":\"]}\\\"\\\\\"}", "[[{}]]", "1e", "NaN", "\"\"", "{\"é\":[1 , 2]}");
        assertThat(events("{\"batch\": []}")).isEmpty();
    }

    @Test
    void depth_takes_no_more_than_a_bit_a_level() {
        String deep = "[".repeat(200_000) + "]".repeat(200_000);
        assertThat(events("{\"batch\": [" + deep + ",7]}")).hasSize(2);
    }

    @Test
    void members_are_known_by_what_their_names_read_and_the_last_of_a_name_holds() {
        Envelope envelope = batch("{\"cont\\u0065xt\": 1, \"a\\\"b\": [2], \"context\": {\"x\": 3}, \"other\": 4}");
        assertThat(text(envelope.members().get("context"))).isEqualTo("{\"x\": 3}");
        assertThat(text(envelope.members().get("a\"b"))).isEqualTo("[2]");
        assertThat(envelope.members()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", "null", "{", "{\"batch\": [", "{\"batch\": [1", "{\"batch\": [1,]}", "{\"batch\": [1 2]}",
        "{\"batch\": [{]}]}",
        "{\"batch\": [{\"a\": \"]}", "{\"batch\": []} {}", "{\"batch\": {}}", "{batch: []}", "{\"a\" 1}", "{\"a\": }", "{,}", "{\"a\": 1,}",
        "{\"a\\u00\": 1}"})
    void what_is_no_batch_is_refused_without_a_word_of_the_parsers(String json) {
        assertThatThrownBy(() -> batch(json)).isInstanceOf(InvalidCallException.class)
                .hasMessageNotContainingAny("Feature", "REDACTED", "Stream", "Exception", "jackson");
    }

    @Test
    void the_place_of_what_is_wrong_is_named() {
        assertThatThrownBy(() -> batch("{\n\"é\": 1,\n  \"batch\": [1 2]}"))
                .hasMessage("the body is not JSON: expected a comma or ] at line 3, column 15");
        assertThatThrownBy(() -> Envelope.ofObject("{\n \"x\": NaN}".getBytes(UTF_8)))
                .hasMessageStartingWith("the body is not JSON at line 2, column ").hasMessageContaining("not NaN or Infinity")
                .hasMessageNotContaining("Feature");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"messageId": "m", "x": NaN}   | m
            {"messageId": 7, "x": [[]]}    | 7
            {"x": {"messageId": "inner"}}  | ''
            {"messageId": {}}              | ''
            {"messageId": NaN}             | ''
            [1]                            | ''
            null                           | ''
            """)
    void an_id_is_found_in_what_cannot_be_read(String event, String id) {
        assertThat(Envelope.idOf(Slice.of(event.getBytes(UTF_8)), "messageId")).isEqualTo(id);
    }
}
