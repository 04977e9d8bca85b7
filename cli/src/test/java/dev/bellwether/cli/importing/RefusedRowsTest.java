package dev.bellwether.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.importing.mapping.BrokenRow;
import dev.bellwether.cli.importing.mapping.DayShift;
import dev.bellwether.cli.importing.mapping.Mapping;
import dev.bellwether.cli.importing.mapping.MappingReader;
import dev.bellwether.cli.importing.mapping.Row;
import dev.bellwether.cli.importing.mapping.RowSink;
import dev.bellwether.ingestion.v1.Event;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedRowsTest {

    private static final Charset ENCODING = Charset.forName("windows-1252");

    @TempDir
    private Path folder;
    private Mapping mapping;

    @BeforeEach
    void export() throws IOException {
        Files.createDirectories(folder.resolve("export"));
        Files.writeString(folder.resolve("export/visits.csv"), "id;at;who\r\n1;soon;Zoë\r\n2;2026-10-16;\"a;b\"\r\n3;later\r\n", ENCODING);
        Files.writeString(folder.resolve("desk.yaml"), """
                name: desk
                encoding: windows-1252
                separator: ";"
                files:
                  - {name: v, file: visits.csv, account: row.who, id: row.id, events: [{fact: sign_in, at: row.at}]}
                """);
        mapping = MappingReader.read(folder.resolve("desk.yaml").toString());
    }

    @Test
    void refused_rows_are_kept_as_they_were_with_line_column_and_reason() throws IOException {
        Path kept = folder.resolve("kept");
        try (RefusedRows refused = new RefusedRows(kept, mapping, folder.resolve("export"))) {
            refuseBroken(refused);
            assertThat(refused.of("v")).contains(kept.resolve("visits.csv").toString());
            refused.complete();
        }

        List<String> lines = Files.readAllLines(kept.resolve("visits.csv"), ENCODING);
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("refused_line;refused_column;refused_reason;refused_message;id;at;who");
        assertThat(lines.get(1)).startsWith("2;at;BAD_TIME;").endsWith(";1;soon;Zoë");
        assertThat(lines.get(2)).startsWith("4;;WRONG_NUMBER_OF_COLUMNS;").endsWith(";3;later");
    }

    @Test
    void mended_rows_are_read_by_the_same_mapping() throws IOException {
        Path kept = folder.resolve("kept");
        try (RefusedRows refused = new RefusedRows(kept, mapping, folder.resolve("export"))) {
            refuseBroken(refused);
        }
        Files.writeString(kept.resolve("visits.csv"),
                Files.readString(kept.resolve("visits.csv"), ENCODING).replace(";soon;", ";2026-10-15;"), ENCODING);
        assertThat(read(kept)).extracting(event -> event.getAccount() + " " + event.getEventId()).containsExactly("Zoë v/1/sign_in");
    }

    /// The cells that OWASP names under "CSV Injection", and one that another locale's spreadsheet would cut in two.
    @Test
    void no_cell_is_a_formula_to_a_spreadsheet_and_all_come_back_as_they_were_sent() throws IOException {
        List<String> sent = List.of("=cmd|' /C calc'!A0", "+1+cmd", "-1+2", "@SUM(1)", "\t=1", "'=1", "x,=1", "-5", "-1.5", "Zoë");
        StringBuilder export = new StringBuilder("id;at;who\r\n");
        sent.forEach(who -> export.append("1;soon;\"").append(who).append("\"\r\n"));
        Files.writeString(folder.resolve("export/visits.csv"), export, ENCODING);
        Path kept = folder.resolve("kept");
        try (RefusedRows refused = new RefusedRows(kept, mapping, folder.resolve("export"))) {
            refuseBroken(refused);
            refused.complete();
        }

        List<String> lines = Files.readAllLines(kept.resolve("visits.csv"), ENCODING);
        assertThat(lines).hasSize(1 + sent.size());
        assertThat(lines.subList(1, lines.size())).extracting(line -> line.substring(line.lastIndexOf("1;soon;") + 7)).containsExactly(
                "'=cmd|' /C calc'!A0", "'+1+cmd", "'-1+2", "'@SUM(1)", "'\t=1".replace("=", "'="), "''=1", "x,'=1", "-5", "-1.5", "Zoë");
        Files.writeString(kept.resolve("visits.csv"),
                Files.readString(kept.resolve("visits.csv"), ENCODING).replace(";soon;", ";2026-10-15;"), ENCODING);
        assertThat(read(kept)).extracting(Event::getAccount).containsExactlyElementsOf(sent.stream().map(String::strip).toList());
    }

    @Test
    void an_import_of_the_mended_rows_reads_them_before_it_writes_those_that_are_still_refused() throws IOException {
        Path kept = folder.resolve("kept");
        try (RefusedRows refused = new RefusedRows(kept, mapping, folder.resolve("export"))) {
            refuseBroken(refused);
            refused.complete();
        }
        Files.writeString(kept.resolve("lookup.csv"), "by hand");

        try (RefusedRows refused = new RefusedRows(kept, mapping, kept)) {
            refused.begin();
            refuseBroken(kept, refused);
            refused.complete();
        }

        assertThat(Files.readAllLines(kept.resolve("visits.csv"), ENCODING)).hasSize(3)
                .first().isEqualTo("refused_line;refused_column;refused_reason;refused_message;id;at;who");
        assertThat(kept.resolve("lookup.csv")).exists();
        assertThat(kept.resolveSibling("kept.new")).doesNotExist();
    }

    @Test
    void an_import_of_the_mended_rows_that_fails_leaves_them_where_they_are() throws IOException {
        Path kept = folder.resolve("kept");
        try (RefusedRows refused = new RefusedRows(kept, mapping, folder.resolve("export"))) {
            refuseBroken(refused);
        }
        String before = Files.readString(kept.resolve("visits.csv"), ENCODING);

        try (RefusedRows refused = new RefusedRows(kept, mapping, kept)) {
            refused.begin();
        }

        assertThat(kept.resolve("visits.csv")).content(ENCODING).isEqualTo(before);
    }

    @Test
    void what_an_import_before_has_left_is_taken_away() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("visits.csv"), "old");
        try (RefusedRows refused = new RefusedRows(kept, mapping, folder.resolve("export"))) {
            refused.begin();
            assertThat(refused.of("v")).isEmpty();
            refused.complete();
        }
        assertThat(kept).isEmptyDirectory();
    }

    private List<Event> read(Path from) {
        List<Event> events = new ArrayList<>();
        mapping.read(from, "acme", DayShift.NONE, new RowSink() {
            @Override
            public void events(String file, Row row, List<Event> given) {
                events.addAll(given);
            }

            @Override
            public void broken(String file, Row row, BrokenRow why) {}
        });
        return events;
    }

    private void refuseBroken(RefusedRows refused) {
        refuseBroken(folder.resolve("export"), refused);
    }

    private void refuseBroken(Path from, RefusedRows refused) {
        mapping.read(from, "acme", DayShift.NONE, new RowSink() {
            @Override
            public void events(String file, Row row, List<Event> given) {}

            @Override
            public void broken(String file, Row row, BrokenRow why) {
                refused.add(file, row, why.columns(), why.reason(), why.getMessage());
            }
        });
    }
}
