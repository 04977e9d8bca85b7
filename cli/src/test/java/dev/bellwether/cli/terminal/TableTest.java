package dev.bellwether.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_are_as_wide_as_their_widest_cell_and_numbers_stand_to_the_right() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Table("Segment", "Accounts", "Share").row("At Risk", "1,204", "12.0 %").row("Churned", "7", "0.1 %").line()
                .row("All", "1,211", "-")
                .print(new PrintStream(out));

        assertThat(out.toString()).isEqualTo("""
                Segment  Accounts   Share
                -------------------------
                At Risk     1,204  12.0 %
                Churned         7   0.1 %
                -------------------------
                All         1,211       -
                """.replace("\n", System.lineSeparator()));
    }

    @Test
    void progress_tells_rate_and_time_left() {
        assertThat(ProgressBar.line("Sending", "events", 30_000, 120_000, Duration.ofSeconds(3), false))
                .isEqualTo("Sending  [######..................]  25 %  30,000 events  10,000/s  0:09 left");
    }

    @Test
    void progress_that_is_done_tells_how_long_it_took() {
        assertThat(ProgressBar.line("Sending", "events", 120_000, 120_000, Duration.ofSeconds(75), true))
                .isEqualTo("Sending  [########################] 100 %  120,000 events  1,600/s  in 1:15");
    }

    @Test
    void numbers_are_written_for_people() {
        assertThat(Numbers.plural(1, "row")).isEqualTo("1 row");
        assertThat(Numbers.plural(25_000, "row")).isEqualTo("25,000 rows");
        assertThat(Numbers.percent(0.1234)).isEqualTo("12.3 %");
        assertThat(Numbers.plain(3.5)).isEqualTo("3.50");
        assertThat(Numbers.plain(1200)).isEqualTo("1,200");
        assertThat(Numbers.time(Duration.ofSeconds(3_725))).isEqualTo("1:02:05");
    }
}
