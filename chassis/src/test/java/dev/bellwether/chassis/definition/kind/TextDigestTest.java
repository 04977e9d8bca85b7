package dev.bellwether.chassis.definition.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextDigestTest {

    /// FIPS 180-2, appendix B.1.
    @Test
    void it_is_the_sha_256_of_the_text() {
        assertThat(TextDigest.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
