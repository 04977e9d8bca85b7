package dev.bellwether.chassis.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void what_acts_on_a_terminal_or_cannot_be_seen_is_written_out() {
        assertThat(Printable.line("a\u001b[31mred\u0007 \u009b2J \u007f")).isEqualTo("a\\x1b[31mred\\x07 \\x9b2J \\x7f");
        assertThat(Printable.line("\u202Eabc\u2066\u200B\uFEFF\u00AD")).isEqualTo("\\u202eabc\\u2066\\u200b\\ufeff\\xad");
        assertThat(Printable.line("one\r\ntwo\tthree\u2028four\u0085")).isEqualTo("one\\r\\ntwo\\tthree\\u2028four\\x85");
        assertThat(Printable.line("\uDB40\uDC41 \uD800")).as("a tag, and half of a pair").isEqualTo("\\U000e0041 \\ud800");
    }

    @Test
    void what_people_write_stays() {
        assertThat(Printable.line("Müller & Söhne 株式会社 שלום 😀 1.000,5 €")).isEqualTo("Müller & Söhne 株式会社 שלום 😀 1.000,5 €");
    }

    @Test
    void of_lines_the_line_feeds_stay() {
        assertThat(Printable.lines("one\ntwo\u001b")).isEqualTo("one\ntwo\\x1b");
    }

    @Property
    void a_line_is_one_and_nothing_in_it_acts(@ForAll String text) {
        assertThat(Printable.line(text).codePoints().noneMatch(Printable::acts)).isTrue();
    }

    @Property
    void json_means_the_same_and_nothing_in_it_acts(@ForAll String text) throws Exception {
        String document = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(java.util.Map.of("name", text));
        String safe = Printable.json(document);

        assertThat(safe.codePoints().filter(point -> point != '\n').noneMatch(Printable::acts)).isTrue();
        assertThat(new ObjectMapper().readTree(safe).get("name").asText()).isEqualTo(text);
    }
}
