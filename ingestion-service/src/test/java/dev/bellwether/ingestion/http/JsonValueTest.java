package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.validation.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValueTest {

    private static Object read(String json) {
        return JsonValue.any("event", Slice.of(json.getBytes(UTF_8)));
    }

    private static long hash(String json) {
        return JsonValue.hash(JsonValue.object("event", read(json)));
    }

    @Test
    void values_are_maps_lists_texts_longs_doubles_booleans_and_nulls() {
        assertThat(read("{\"a\":[1,-2.5,\"x\",true,false,null,{\"b\":9223372036854775807}]}"))
                .isEqualTo(Map.of("a", Arrays.asList(1L, -2.5, "x", true, false, null, Map.of("b", Long.MAX_VALUE))));
    }

    @Test
    void a_number_that_no_long_holds_is_a_double() {
        assertThat(read("9223372036854775808")).isEqualTo(9.223372036854775808e18);
        assertThat(read("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void of_two_members_of_one_name_the_last_holds() {
        assertThat(read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void half_of_a_character_is_the_replacement_character() {
        assertThat(read("\"cut \\ud83d\"")).isEqualTo("cut \uFFFD");
        assertThat(read("\"whole \\ud83d\\ude00\"")).isEqualTo("whole \uD83D\uDE00");
    }

    @Test
    void what_is_nested_too_deep_is_rejected() {
        assertThatThrownBy(() -> read("[".repeat(100) + "]".repeat(100))).isInstanceOf(Rejection.class).hasMessageContaining("nested");
    }

    @Test
    void the_order_of_members_does_not_change_the_hash_and_anything_else_does() {
        long hash = hash("{\"a\":{\"x\":1,\"y\":[1,2]},\"b\":\"2\"}");
        assertThat(hash("{ \"b\": \"2\", \"a\": {\"y\": [1, 2], \"x\": 1} }")).isEqualTo(hash);
        assertThat(List.of(
                hash("{\"a\":{\"x\":1,\"y\":[2,1]},\"b\":\"2\"}"),
                hash("{\"a\":{\"x\":1,\"y\":[1,2]},\"b\":2}"),
                hash("{\"a\":{\"x\":1,\"y\":[1,2]},\"b\":\"2\",\"c\":null}"))).doesNotContain(hash).doesNotHaveDuplicates();
    }

    @Test
    void the_hash_is_of_the_text_with_its_keys_in_order() {
        // The first 64 bits of: printf '{"a":1,"b":"x"}' | sha256sum
        assertThat(Long.toHexString(hash("{\"b\":\"x\",\"a\":1}"))).isEqualTo("ecf9e98ec0641e23");
    }
}
