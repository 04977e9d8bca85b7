package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.math.BigDecimal;
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
    void a_number_keeps_all_its_digits() {
        assertThat(read("9223372036854775808")).isEqualTo(new BigDecimal("9223372036854775808"));
        assertThat(read("0.1")).isEqualTo(0.1);
        assertThat(read("0.1000000000000000000001")).isEqualTo(new BigDecimal("0.1000000000000000000001"));
        assertThat(read("-0.0")).isEqualTo(-0.0);
        assertThat(read("1e400")).isEqualTo(new BigDecimal("1e400"));
        assertThat(read("1E-400")).isEqualTo(new BigDecimal("1e-400"));
        assertThat(read("1e-99999999999")).isEqualTo(0.0);
    }

    @Test
    void a_number_that_no_double_holds_is_refused_by_its_path() {
        for (String number : List.of("1e400", "-1e400", "1e99999999999", "9".repeat(400))) {
            assertThatThrownBy(
                    () -> JsonValue.requireFinite(JsonValue.object("event", read("{\"a\": 1, \"b\": {\"c\": [0, " + number + "]}}"))))
                    .isInstanceOfSatisfying(Rejection.class, rejection -> {
                        assertThat(rejection.field()).isEqualTo("b.c[1]");
                        assertThat(rejection.reason()).isEqualTo(Reason.OUT_OF_RANGE);
                    });
        }
        // The largest double; the text of infinity, which is a text; and what is as good as 0.
        JsonValue.requireFinite(
                JsonValue.object("event", read("{\"a\": 1.7976931348623157e308, \"b\": \"Infinity\", \"c\": 1e-400, \"d\": -0.0}")));
    }

    @Test
    void the_hash_is_of_values_however_they_are_written() {
        for (List<String> same : List.of(
                List.of("3", "3.0", "3e0", "30e-1", "0.3E1", "3.000000000000000000000"), List.of("0", "-0", "0.0", "-0.0", "0e5"),
                List.of("100", "1e2", "1E+2"), List.of("0.5", "0.50", "5e-1"),
                List.of("123456789012345678901", "1.23456789012345678901e20"),
                List.of("9223372036854775807", "9223372036854775807.0"), List.of("1e400", "10e399"),
                List.of("1e19", "10000000000000000000"))) {
            assertThat(same.stream().map(number -> hash("{\"a\": " + number + "}")).distinct()).describedAs(same.toString()).hasSize(1);
        }
        // One digit of twenty, the text, a number beside it that no double tells from it.
        assertThat(List.of(hash("{\"a\": 12345678901234567890}"), hash("{\"a\": 12345678901234567891}"),
                hash("{\"a\": \"12345678901234567890\"}"),
                hash("{\"a\": 9007199254740993}"), hash("{\"a\": 9007199254740992.0}"), hash("{\"a\": 0.1}"),
                hash("{\"a\": 0.10000000000000000001}")))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_member_that_is_null_is_as_good_as_absent_and_an_element_has_its_place() {
        assertThat(hash("{\"a\": {\"b\": null, \"c\": 1}, \"d\": null}")).isEqualTo(hash("{\"a\": {\"c\": 1}}"));
        assertThat(hash("{\"a\": [1, null]}")).isNotEqualTo(hash("{\"a\": [1]}"));
        assertThat(hash("{\"a\": [{\"b\": null}]}")).isEqualTo(hash("{\"a\": [{}]}"));
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
                hash("{\"a\":{\"x\":1,\"y\":[1,2]},\"b\":\"2\",\"c\":false}"))).doesNotContain(hash).doesNotHaveDuplicates();
    }

    @Test
    void the_hash_is_of_the_text_with_its_keys_in_order() {
        // The first 64 bits of: printf '{"a":1,"b":"x"}' | sha256sum
        assertThat(Long.toHexString(hash("{\"b\":\"x\",\"a\":1}"))).isEqualTo("ecf9e98ec0641e23");
    }
}
