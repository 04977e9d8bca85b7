package dev.bellwether.cli.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event.FactCase;
import dev.bellwether.ingestion.v1.Event;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Exports that customers of such platforms have reported as trouble, made small. What is right was worked out by hand.
class TroubleFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static Path file(String name) throws URISyntaxException {
        return Path.of(TroubleFilesTest.class.getResource("/trouble/" + name).toURI());
    }

    private static Export read(String export, String mapping) throws Exception {
        return new Export(file(export)).read(MappingReader.read(file(mapping).toString()));
    }

    @Test
    void times_of_exports_are_the_right_moment_or_refused_with_what_would_be_right() throws Exception {
        Export export = read("26-export", "26-mapping.yaml");

        Map<String, Instant> moments = export.events.stream().collect(Collectors.toMap(event -> event.getEventId().split("/")[1],
                event -> Dates.instant(event.getOccurredAt())));
        Instant three = Instant.parse("2026-10-16T03:00:00Z");
        assertThat(moments).containsOnly(Map.entry("01", three), Map.entry("02", three), Map.entry("03", three.plusMillis(250)),
                Map.entry("04", three),
                Map.entry("05", three), Map.entry("06", three), Map.entry("07", three), Map.entry("08", three), Map.entry("13", three),
                Map.entry("14", three));
        assertThat(export.broken).hasSize(6).allMatch(broken -> broken.contains(" BAD_TIME [at] at: '"));
        assertThat(export.broken.get(0)).startsWith("contacts:10 ").contains("time_format: 'd.M.yyyy H:mm' says that the day comes first");
        assertThat(export.broken.get(1)).startsWith("contacts:11 ").contains("time_format: 'M/d/yyyy' says that the month comes first");
        assertThat(export.broken.get(2)).startsWith("contacts:12 ").contains("time_format: epoch-seconds");
        assertThat(export.broken.get(3)).startsWith("contacts:13 ").contains("time_format: excel");
        assertThat(export.broken.get(4)).startsWith("contacts:16 ").contains("time_format: yyyyMMdd");
        assertThat(export.broken.get(5)).startsWith("contacts:17 ")
                .contains("'0000-00-00' stands for no date, and a contact_logged needs one");
    }

    @Test
    void the_last_day_of_9999_is_no_end() throws Exception {
        Export export = read("27-export", "27-mapping.yaml");

        assertThat(export.broken).isEmpty();
        assertThat(export.events).extracting(event -> event.getAccount() + " " + event.getFactCase()).containsExactly(
                "c27-A SUBSCRIPTION_STARTED",
                "c27-B SUBSCRIPTION_STARTED", "c27-B SUBSCRIPTION_CANCELLED", "c27-C SUBSCRIPTION_STARTED");
        assertThat(export.events.getFirst().getSubscriptionStarted().hasRenewalDate()).isFalse();
        assertThat(Dates.day(export.events.getLast().getSubscriptionStarted().getRenewalDate())).isEqualTo("2027-01-01");
    }

    @Test
    void an_old_export_ends_with_its_newest_row_that_has_happened() throws Exception {
        NewestRow newest = MappingReader.read(file("27-mapping-old.yaml").toString()).survey(file("27-export-old"), NOW).newest();

        assertThat(newest.place()).hasToString("Optional[subs.csv, line 3, column end: 2024-11-30]");
        assertThat(newest.rather()).isEmpty();
        // 2024-11-30 to 2026-11-29 are 729 days.
        Export export =
                new Export(file("27-export-old")).read(MappingReader.read(file("27-mapping-old.yaml").toString()), new DayShift(729));
        assertThat(export.events.get(2).getFactCase()).isEqualTo(FactCase.SUBSCRIPTION_CANCELLED);
        assertThat(Dates.dayOf(Dates.instant(export.events.get(2).getOccurredAt()))).isEqualTo(LocalDate.of(2026, 11, 29));
        assertThat(export.events).extracting(Event::getAccount).containsExactly("c27-A", "c27-B", "c27-B", "c27-C");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_with_file_and_line_before_anything_is_sent() throws Exception {
        Mapping mapping = MappingReader.read(file("28-mapping.yaml").toString());

        assertThatThrownBy(() -> mapping.survey(file("28-export"), NOW)).hasMessage("The file " + file("28-export/second.csv")
                + " cannot be read in line 3,001: it is not in UTF-8: encoding in the mapping says what it is in, as in encoding: windows-1252.");
    }

    @Test
    void the_encoding_that_a_mapping_names_makes_names_right_also_when_one_file_is_in_utf_8() throws Exception {
        String mapping = Files.readString(file("28-mapping.yaml"));

        for (String named : new String[] {"encoding: windows-1252\n" + mapping,
            mapping.replace("file: second.csv", "file: second.csv\n    encoding: windows-1252")}) {
            Export export = new Export(file("28-export")).read(MappingReader.read("28.yaml", new StringReader(named)));

            assertThat(export.broken).isEmpty();
            assertThat(export.events).hasSize(3_002);
            assertThat(export.events.getFirst().getAccountProfile().getName()).isEqualTo("Zoë");
            assertThat(export.events.getLast().getAccountProfile().getName()).isEqualTo("Müller & Söhne");
        }
    }

    @Test
    void what_opens_and_closes_on_one_day_gives_both_events_of_one_moment() throws Exception {
        Export export = read("31-export", "31-mapping.yaml");

        assertThat(export.broken).isEmpty();
        Map<FactCase, Long> counts = export.events.stream().collect(Collectors.groupingBy(Event::getFactCase, Collectors.counting()));
        assertThat(counts).containsOnly(Map.entry(FactCase.SUPPORT_CASE_OPENED, 11L), Map.entry(FactCase.SUPPORT_CASE_CLOSED, 10L),
                Map.entry(FactCase.SUBSCRIPTION_STARTED, 11L), Map.entry(FactCase.SUBSCRIPTION_CANCELLED, 11L));
        assertThat(export.events.get(0).getOccurredAt()).isEqualTo(export.events.get(1).getOccurredAt());
    }
}
