package dev.bellwether.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.local.importing.mapping.BrokenRow;
import dev.bellwether.local.importing.mapping.DayShift;
import dev.bellwether.local.importing.mapping.Mapping;
import dev.bellwether.local.importing.mapping.MappingReader;
import dev.bellwether.local.importing.mapping.Row;
import dev.bellwether.local.importing.mapping.RowSink;
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
        Files.writeString(kept.resolve("visits.csv"), Files.readString(kept.resolve("visits.csv"), ENCODING).replace(";soon;", ";2026-10-15;"), ENCODING);
        List<Event> events = new ArrayList<>();
        mapping.read(kept, "acme", DayShift.NONE, new RowSink() {
            @Override
            public void events(String file, Row row, List<Event> given) {
                events.addAll(given);
            }

            @Override
            public void broken(String file, Row row, BrokenRow why) {}
        });

        assertThat(events).extracting(event -> event.getAccount() + " " + event.getEventId()).containsExactly("Zoë v/1/sign_in");
    }

    @Test
    void what_an_import_before_has_left_is_taken_away() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("visits.csv"), "old");
        try (RefusedRows refused = new RefusedRows(kept, mapping, folder.resolve("export"))) {
            refused.begin();
            assertThat(kept).isEmptyDirectory();
            assertThat(refused.of("v")).isEmpty();
        }
    }

    private void refuseBroken(RefusedRows refused) {
        mapping.read(folder.resolve("export"), "acme", DayShift.NONE, new RowSink() {
            @Override
            public void events(String file, Row row, List<Event> given) {}

            @Override
            public void broken(String file, Row row, BrokenRow why) {
                refused.add(file, row, why.columns(), why.reason(), why.getMessage());
            }
        });
    }
}
