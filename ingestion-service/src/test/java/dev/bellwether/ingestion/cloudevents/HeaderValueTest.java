package dev.bellwether.ingestion.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.validation.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Examples of section 3.1.3.2 of the HTTP protocol binding 1.0.2.
class HeaderValueTest {

    @Test
    void percent_encoding_is_undone_once() {
        assertThat(HeaderValue.decode("ce-x", "Euro%20%E2%82%AC%20%f0%9f%98%80")).isEqualTo("Euro \u20AC \uD83D\uDE00");
        assertThat(HeaderValue.decode("ce-x", "100%2525")).isEqualTo("100%25");
        assertThat(HeaderValue.decode("ce-x", "%61bc")).isEqualTo("abc");
    }

    @Test
    void quotes_of_older_senders_are_taken_off() {
        assertThat(HeaderValue.decode("ce-x", "\"a \\\"quoted\\\" text\"")).isEqualTo("a \"quoted\" text");
        assertThat(HeaderValue.decode("ce-x", "\"")).isEqualTo("\"");
    }

    @Test
    void what_is_not_encoded_is_utf_8_or_else_iso_8859_1() {
        assertThat(HeaderValue.decode("ce-x", "zo\u00C3\u00AB")).isEqualTo("zo\u00EB");
        assertThat(HeaderValue.decode("ce-x", "zo\u00EB")).isEqualTo("zo\u00EB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C0%A0", "%", "%2", "%GG", "%FF", "%41\u00EB", "\u0661%\u0661\u0661"})
    void what_is_not_utf_8_is_rejected(String value) {
        assertThatThrownBy(() -> HeaderValue.decode("ce-x", value)).isInstanceOf(Rejection.class);
    }
}
