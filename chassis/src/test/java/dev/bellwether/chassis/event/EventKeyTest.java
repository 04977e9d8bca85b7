package dev.bellwether.chassis.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventKeyTest {

    @Test
    void it_is_the_beginning_of_the_sha_256_of_source_zero_and_id() {
        // printf 'billing\0inv-1' | sha256sum
        assertThat(EventKey.of("billing", "inv-1")).hasToString("c04a99f5-7c4e-c73a-d073-9751241a24c7");
        // printf '\0e1' | sha256sum
        assertThat(EventKey.of("", "e1")).hasToString("d38b823b-0704-24fc-9303-ff6f20f4ddee");
    }

    @Test
    void the_border_between_source_and_id_counts() {
        assertThat(EventKey.of("ab", "c")).isNotEqualTo(EventKey.of("a", "bc"));
    }

    @Test
    void keys_are_ordered_as_unsigned_bytes() {
        EventKey small = new EventKey(1, -1);
        EventKey great = new EventKey(-1, 0);
        assertThat(small).isLessThan(great);
        assertThat(new EventKey(1, 1)).isLessThan(small);
    }
}
