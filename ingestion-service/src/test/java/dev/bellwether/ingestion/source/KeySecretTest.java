package dev.bellwether.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeySecretTest {

    @Test
    void thirty_two_bytes_in_base_62() {
        byte[] bytes = new byte[32];
        assertThat(KeySecret.of(bytes).text()).isEqualTo("bw_write_" + "0".repeat(43));
        // 62² + 2·62 + 61 = 4029 = 0x0fbd: the digits 1, 2 and 61.
        bytes[30] = 0x0f;
        bytes[31] = (byte) 0xbd;
        assertThat(KeySecret.of(bytes).text()).isEqualTo("bw_write_" + "0".repeat(40) + "12z");
        Arrays.fill(bytes, (byte) 0xff);
        assertThat(KeySecret.looksLikeOne(KeySecret.of(bytes).text())).isTrue();
    }

    @Test
    void two_are_never_the_same_and_what_is_shown_of_one_does_not_tell_it() {
        KeySecret one = KeySecret.random();
        assertThat(one).isNotEqualTo(KeySecret.random());
        assertThat(one.text()).startsWith("bw_write_" + one.prefix());
        assertThat(one.toString()).doesNotContain(one.text()).contains(one.prefix());
        assertThat(one.prefix()).hasSize(8);
    }

    @Test
    void what_cannot_be_one_is_not_hashed() {
        assertThat(KeySecret.looksLikeOne("")).isFalse();
        assertThat(KeySecret.looksLikeOne("bw_write_" + "0".repeat(44))).isFalse();
        assertThat(KeySecret.looksLikeOne("bw_write_" + "0".repeat(42) + "ä")).isFalse();
        assertThat(KeySecret.looksLikeOne("x".repeat(1 << 20))).isFalse();
    }

    @Test
    void it_is_kept_as_its_sha_256() {
        // FIPS 180-2, appendix B.1.
        byte[] abc = HexFormat.of().parseHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(KeyHash.of("abc").bytes()).isEqualTo(abc);
        assertThat(KeyHash.of(abc)).isEqualTo(KeyHash.of("abc"));
    }
}
