package dev.bellwether.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.importing.mapping.DayShift;
import dev.bellwether.cli.importing.mapping.MappingReader;
import dev.bellwether.cli.importing.mapping.NewestRow;
import dev.bellwether.cli.terminal.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The days between dates are counted by hand from the calendar.
class AsIfTodayTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 29);

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> questions = new ArrayList<>();

    private AsIfToday asIfToday(Optional<LocalDate> asOf, boolean forget, boolean dryRun) {
        return new AsIfToday(memory(), asOf, forget, dryRun, YESTERDAY, Optional.empty());
    }

    /// @param answers that are typed, one after the other
    private AsIfToday asked(String... answers) {
        Iterator<String> typed = List.of(answers).iterator();
        return new AsIfToday(memory(), Optional.empty(), false, false, YESTERDAY, Optional.of(question -> {
            questions.add(question);
            return typed.next();
        }));
    }

    private ShiftMemory memory() {
        return ShiftMemory.of(folder.resolve("data"), "acme", "desk");
    }

    private DayShift shift(AsIfToday asIfToday, NewestRow newest) {
        return asIfToday.shift(newest, new PrintStream(said, true));
    }

    private NewestRow newest(String... rows) throws IOException {
        Files.writeString(folder.resolve("subs.csv"), "account,start,end,used\n" + String.join("\n", rows) + "\n");
        Files.writeString(folder.resolve("desk.yaml"), """
                name: desk
                files:
                  - name: subs
                    file: subs.csv
                    account: row.account
                    id: row.account
                    events:
                      - {fact: subscription_started, when: row.start != '', at: row.start}
                      - {fact: subscription_cancelled, when: row.end != '', at: row.end}
                      - {fact: sign_in, when: row.used != '', at: row.used}
                """);
        return MappingReader.read(folder.resolve("desk.yaml").toString()).survey(folder, NOW).newest();
    }

    @Test
    void it_goes_by_the_newest_row_that_has_happened_and_names_it() throws IOException {
        NewestRow newest =
                newest("a,2024-01-10,9999-12-31,", "b,2024-03-01,2024-11-30,", "c,2024-05-05,2027-02-01,", "d,2024-06-01,2999-12-31,");

        assertThat(shift(asIfToday(Optional.empty(), false, false), newest)).isEqualTo(new DayShift(729));
        assertThat(said.toString()).isEqualToIgnoringNewLines(
                "The newest row that has happened is subs.csv, line 3, column end: 2024-11-30. All times are moved by "
                        + "729 days, so that 2024-11-30 becomes 2026-11-29. 1 event of a later day than today did not count for it.");
        assertThat(memory().recall()).contains(new DayShift(729));
    }

    @Test
    void a_dry_run_keeps_nothing() throws IOException {
        shift(asIfToday(Optional.empty(), false, true), newest("a,2024-01-10,,2024-02-01"));

        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void what_was_kept_is_used_again_and_the_file_that_keeps_it_is_named() throws IOException {
        memory().keep(new DayShift(700));

        assertThat(shift(asIfToday(Optional.empty(), false, false), newest("a,2024-01-10,,2024-02-01"))).isEqualTo(new DayShift(700));
        assertThat(said.toString()).contains("moved by 700 days, as when this export was first imported")
                .contains(memory().file().toString())
                .contains("--forget-shift starts over");
    }

    @Test
    void starting_over_reckons_anew() throws IOException {
        memory().keep(new DayShift(2_913_000));

        assertThat(shift(asIfToday(Optional.empty(), true, false), newest("a,2026-11-20,,2026-11-26"))).isEqualTo(new DayShift(3));
        assertThat(memory().recall()).contains(new DayShift(3));
    }

    @Test
    void the_caller_may_say_the_day_once() throws IOException {
        NewestRow newest = newest("a,2024-01-10,,2024-02-01");
        assertThat(shift(asIfToday(Optional.of(LocalDate.of(2024, 2, 3)), false, false), newest)).isEqualTo(new DayShift(1_030));

        assertThatThrownBy(() -> shift(asIfToday(Optional.of(LocalDate.of(2024, 2, 4)), false, false), newest))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("imported before, with all times moved by 1,030 days, and --as-of says 1,029 days");
    }

    /// 500 rows until 2024-09-06, and one of 2025-11-02.
    private NewestRow withOneFarFromTheOthers() throws IOException {
        String[] rows = new String[501];
        for (int i = 0; i < 500; i++) {
            rows[i] = "a" + i + ",,," + LocalDate.of(2024, 1, 1).plusDays(i / 2);
        }
        rows[500] = "typo,,,2025-11-02";
        return newest(rows);
    }

    @Test
    void a_newest_row_far_from_the_others_is_asked_about() throws IOException {
        NewestRow newest = withOneFarFromTheOthers();

        assertThatThrownBy(() -> shift(asIfToday(Optional.empty(), false, false), newest)).isInstanceOf(CommandException.class)
                .hasMessageContaining("is far from the others: subs.csv, line 502, column used: 2025-11-02")
                .hasMessageContaining("--as-of 2024-09-06")
                .hasMessageContaining("--as-of 2025-11-02");
        assertThat(shift(asIfToday(Optional.of(LocalDate.of(2024, 9, 6)), false, false), newest)).isEqualTo(new DayShift(814));
    }

    @Test
    void on_a_terminal_the_day_is_typed_and_what_is_no_day_is_asked_for_again() throws IOException {
        assertThat(shift(asked("the first", "2024-09-06"), withOneFarFromTheOthers())).isEqualTo(new DayShift(814));
        assertThat(questions).hasSize(2);
        assertThat(questions.getFirst()).contains("far from the others: subs.csv, line 502, column used: 2025-11-02")
                .endsWith("Which is the export's last day: 2024-09-06, or 2025-11-02 if that row is right? ");
        assertThat(questions.getLast()).startsWith("A day is written as in 2024-09-06.");
        assertThat(said.toString()).isEqualToIgnoringNewLines("All times are moved by 814 days: 2024-09-06 becomes 2026-11-29.");
        assertThat(memory().recall()).contains(new DayShift(814));
    }

    @Test
    void on_a_terminal_no_answer_imports_nothing_and_keeps_nothing() throws IOException {
        NewestRow newest = withOneFarFromTheOthers();
        assertThatThrownBy(() -> shift(asked(""), newest)).isInstanceOf(CommandException.class)
                .hasMessage("No day was chosen, and nothing imported.");
        assertThat(memory().recall()).isEmpty();
    }

    @Test
    void a_newest_row_near_the_others_is_not_asked_about() throws IOException {
        assertThat(shift(asked(), newest("a,2024-01-10,,2024-02-01"))).isEqualTo(new DayShift(1_032));
    }

    @Test
    void the_end_of_a_subscription_long_after_anything_that_was_done_may_be_planned_and_is_asked_about() throws IOException {
        NewestRow newest =
                newest("a,2024-01-10,2025-01-31,2024-11-28", "b,2024-01-10,2025-02-28,2024-11-29", "c,2024-01-10,2025-03-31,2024-11-30");

        assertThatThrownBy(() -> shift(asIfToday(Optional.empty(), false, false), newest))
                .hasMessageContaining("line 4, column end: 2025-03-31")
                .hasMessageContaining("--as-of 2024-11-30");
    }

    @Test
    void an_export_of_which_nothing_has_happened_is_told() throws IOException {
        NewestRow newest = newest("a,2027-01-10,,");

        assertThatThrownBy(() -> shift(asIfToday(Optional.empty(), false, false), newest))
                .hasMessageContaining("No row of this export has happened yet");
    }

    @Test
    void a_memory_that_cannot_be_read_is_named() throws IOException {
        memory().keep(new DayShift(1));
        Files.writeString(memory().file(), "soon");

        assertThatThrownBy(() -> memory().recall()).hasMessageContaining(memory().file().toString()).hasMessageContaining("--forget-shift");
    }
}
