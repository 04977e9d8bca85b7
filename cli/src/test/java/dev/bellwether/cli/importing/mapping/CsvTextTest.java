package dev.bellwether.cli.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.v1.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file holds is read in truth, or the file is refused with its line.
class CsvTextTest {

    private static final String CUSTOMERS = """
            name: crm
            currency: EUR
            %s
            files:
              - name: customers
                file: customers.csv
                account: row.id
                id: row.id
                events:
                  - fact: account_profile
                    at: row.since
                    set: {name: row.name}
            """;
    private static final String TEXT = "id,since,name\na1,2026-10-16,Müller & Söhne\na2,2026-10-17,Zoë\n";

    @TempDir
    private Path folder;
    private Export export;

    @BeforeEach
    void newExport() {
        export = new Export(folder);
    }

    private static Mapping customers(String... settings) {
        return Export.mapping(CUSTOMERS.formatted(String.join("\n", settings)));
    }

    private void survey(Mapping mapping) {
        mapping.survey(folder, Instant.parse("2026-11-30T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"windows-1252", "iso-8859-1", "iso-8859-15", "macroman", "utf-16le", "utf-16be", "utf-16", "utf-8", "windows-1250"})
    void an_encoding_is_named(String encoding) {
        export.text("customers.csv", TEXT.replace("ë", encoding.equals("windows-1250") ? "ő" : "ë"),
                Charset.forName(encoding.equals("macroman") ? "x-MacRoman" : encoding))
                .read(customers("encoding: " + encoding));

        assertThat(export.events).extracting(event -> event.getAccountProfile().getName())
                .containsExactly("Müller & Söhne", encoding.equals("windows-1250") ? "Zoő" : "Zoë");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"})
    void a_byte_order_mark_says_the_encoding_whatever_the_mapping_does(String encoding) {
        export.text("customers.csv", "\ufeff" + TEXT, Charset.forName(encoding));

        assertThat(export.read(customers()).events).extracting(event -> event.getAccountProfile().getName())
                .containsExactly("Müller & Söhne", "Zoë");
        assertThat(new Export(folder).read(customers("encoding: windows-1252")).events).hasSize(2);
    }

    @Test
    void utf_16_without_a_mark_is_refused_with_what_to_name() {
        export.text("customers.csv", TEXT, StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> survey(customers())).hasMessageContaining("cannot be read in line 1")
                .hasMessageContaining("encoding: utf-16le");
    }

    @ParameterizedTest
    @CsvSource({"utf-8, windows-1252", "utf-16le, utf-8", "windows-1252, utf-8"})
    void bytes_that_are_no_text_are_refused_with_their_line(String named, String other) {
        byte[] begin = "id,since,name\r\na1,2026-10-16,\"two\r\nlines\"\r\na2,2026-10-16,M".getBytes(Charset.forName(named));
        byte[] bad = named.equals("utf-16le") ? new byte[] {0, (byte) 0xd8, 'a', 0} : new byte[] {(byte) 0x81, 'a'};
        byte[] all = Arrays.copyOf(begin, begin.length + bad.length);
        System.arraycopy(bad, 0, all, begin.length, bad.length);
        export.bytes("customers.csv", all);

        assertThatThrownBy(() -> survey(customers("encoding: " + named)))
                .hasMessageContaining("customers.csv cannot be read in line 4: it is not in ");
        assertThat(other).isNotEqualTo(named);
    }

    @Test
    void an_encoding_that_there_is_not_is_told_with_those_that_there_are() {
        assertThatThrownBy(() -> customers("encoding: excel")).isInstanceOf(BrokenMapping.class)
                .hasMessageStartingWith("test.yaml, line 3, column 11: there is no encoding 'excel'")
                .hasMessageContaining("windows-1252");
    }

    @Test
    void a_quote_that_is_never_closed_is_refused_with_the_line_in_which_it_opens() {
        export.file("customers.csv", "id,since,name", "a1,2026-10-16,Ann", "a2,2026-10-16,\"Bob", "a3,2026-10-16,Eve", "a4,2026-10-16,Joe");

        assertThatThrownBy(() -> survey(customers()))
                .hasMessageContaining("customers.csv cannot be read in line 3: a quote opens there that is not closed until "
                        + "the file's end. Is the file cut off?");
    }

    @Test
    void a_quote_that_takes_rows_into_a_value_until_the_next_quote_is_refused_though_the_columns_come_out_right() {
        export.file("customers.csv", "id,since,name", "a1,2026-10-16,Ann", "a2,\"2026-10-16,Bob", "a3,\"2026-10-16,Eve");

        assertThatThrownBy(() -> survey(customers())).hasMessageContaining(
                "cannot be read in line 3: a quote opens there that is not closed in its row: the next one is in line 4");
    }

    @Test
    void values_of_several_lines_and_quotes_within_values_are_read_as_they_are() {
        export.file("customers.csv", "id,since,name", "a1,2026-10-16,\"two", "lines, \"\"quoted\"\"\"", "a2,2026-10-16,6\" pipe",
                "a3,2026-10-16,\"Acme\" Inc").read(customers());

        assertThat(export.broken).isEmpty();
        assertThat(export.events).extracting(event -> event.getAccountProfile().getName())
                .containsExactly("two\nlines, \"quoted\"", "6\" pipe", "Acme Inc");
        assertThat(export.rows).containsExactly("customers:2 gives 1", "customers:4 gives 1", "customers:5 gives 1");
    }

    @Test
    void a_row_with_too_many_or_too_few_columns_is_refused_alone() {
        export.file("customers.csv", "id,since,name", "a1,2026-10-16", "a2,2026-10-16,B,C", "a3,2026-10-16,\"x", "y\",z", "a4,2026-10-16,D")
                .read(customers());

        assertThat(export.events).extracting(Event::getAccount).containsExactly("a4");
        assertThat(export.broken).containsExactly("customers:2 WRONG_NUMBER_OF_COLUMNS [] the row has 2 columns, the header 3",
                "customers:3 WRONG_NUMBER_OF_COLUMNS [] the row has 4 columns, the header 3",
                "customers:4 WRONG_NUMBER_OF_COLUMNS [] the row has 4 columns, the header 3; it runs to line 5: is a quote not closed?");
    }

    @Test
    void two_columns_of_one_name_are_refused_when_that_name_is_read() {
        export.file("customers.csv", "id,since,name,name", "a1,2026-10-16,Ann,Bob");
        assertThatThrownBy(() -> survey(customers()))
                .hasMessage("test.yaml, line 12, column 21: the file customers.csv has several columns 'name', and it cannot be "
                        + "told which is meant: give each a name of its own in the file's first line.");

        assertThat(export.file("customers.csv", "id,since,name,note,note,,", "a1,2026-10-16,Ann,x,y,,").read(customers()).events)
                .hasSize(1);
        Mapping whole = Export.mapping(CUSTOMERS.formatted("").replace("fact: account_profile", "fact: named_event")
                .replace("{name: row.name}", "{name: row.name, properties: row}"));
        assertThatThrownBy(() -> survey(whole)).hasMessageContaining("several columns 'note'");
    }

    @Test
    void an_empty_file_and_one_with_a_header_alone_have_no_rows() {
        for (String text : new String[] {"", "\n", "\ufeff", "id,since,name", "id,since,name\r\n\r\n"}) {
            export.text("customers.csv", text, StandardCharsets.UTF_8);
            ExportInventory survey = customers().survey(folder, Instant.EPOCH);

            assertThat(survey.rows()).isZero();
            assertThat(survey.empty()).containsExactly("customers.csv");
            assertThat(new Export(folder).read(customers()).rows).isEmpty();
        }
    }

    @Test
    void a_packed_file_that_is_cut_off_is_refused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        export.bytes("customers.csv.gz", Arrays.copyOf(packed.toByteArray(), packed.size() - 12));

        assertThatThrownBy(() -> survey(customers())).hasMessageContaining("Is it cut off?");
    }

    @Test
    void what_excel_says_of_its_separator_is_heard_and_lines_stay_those_of_the_file() {
        export.text("customers.csv", "sep=;\r\nid;since;name\r\na1;soon;A\r\na2;2026-10-16;B\r\n", StandardCharsets.UTF_8)
                .read(customers());

        assertThat(export.rows).containsExactly("customers:4 gives 1");
        assertThat(export.broken).singleElement().asString().startsWith("customers:3 BAD_TIME");
        assertThatThrownBy(() -> survey(customers("separator: tab")))
                .hasMessageContaining("says in its first line that ';' is between its columns");
        // And a quote that is not closed is told in the line of the file.
        export.text("customers.csv", "sep=;\r\nid;since;name\r\n\"a1;soon;A\r\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> survey(customers())).hasMessageContaining("in line 3: a quote opens");
    }

    @Test
    void another_separator_than_the_files_is_asked_for() {
        export.file("customers.csv", "id;since;name", "a1;2026-10-16;A");

        assertThatThrownBy(() -> survey(customers())).hasMessageEndingWith("It has id;since;name. Is it separator: \";\"?");
    }

    /// As Excel writes them with the regional settings of each: list separator, decimal comma, code page.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            windows-1252 | ;   | ,  | .    | 16.10.2026 03:00     | 1.234,50 €    | d.M.yyyy[ H:mm]    | Müller
            windows-1252 | ;   | ,  | ' '  | 16/10/2026 03:00     | 1\u00a0234,50 € | d/M/yyyy[ H:mm]  | Élan
            windows-1250 | ;   | ,  | ' '  | 16. 10. 2026 3:00    | 1\u00a0234,50 € | d. M. yyyy[ H:mm] | Škoda
            windows-1251 | ;   | ,  | ' '  | 16.10.2026 03:00     | 1\u00a0234,50 | d.M.yyyy[ H:mm]    | Яндекс
            windows-1252 | ;   | .  | ''   | 16.10.2026 03:00     | 1’234.50      | d.M.yyyy[ H:mm]    | Zürich
            windows-1252 | ,   | .  | ,    | 10/16/2026 3:00 AM   | "€1,234.50"   | M/d/yyyy[ h:mm a]  | Café
            shift_jis    | ,   | .  | ,    | 2026/10/16 3:00      | "1,234.50"    | iso                | 株式会社
            utf-16       | tab | ,  | .    | 16.10.2026 03:00     | 1.234,50 €    | d.M.yyyy[ H:mm]    | Müller
            """)
    void excels_exports_of_any_locale_come_in_by_naming_how_they_are_written(String encoding, String separator, String decimal,
            String thousands, String time,
            String amount, String format, String name) {
        Mapping mapping = Export.mapping("""
                name: excel
                currency: EUR
                encoding: %s
                separator: "%s"
                decimal: "%s"
                thousands: "%s"
                currency_signs: {"€": EUR}
                time_format: "%s"
                files:
                  - name: subscriptions
                    file: subscriptions.csv
                    account: row.customer
                    id: row.customer
                    events: [{fact: subscription_started, at: row.start, set: {mrr: row.price, plan: row.customer}},
                             {fact: feature_used, at: row.start, set: {feature: "'x'", duration: number(row.minutes) * 60.0}}]
                """.formatted(encoding, separator, decimal, thousands.isEmpty() ? "'" : thousands, format));
        String between = separator.equals("tab") ? "\t" : separator;
        String text = String.join(between, "customer", "start", "price", "minutes") + "\r\n"
                + String.join(between, name, time, amount, decimal.equals(between) ? "\"1,5\"" : "1" + decimal + "5") + "\r\n";
        export.text("subscriptions.csv", text, Charset.forName(encoding)).read(mapping);

        assertThat(export.broken).isEmpty();
        Event started = export.events.getFirst();
        assertThat(started.getAccount()).isEqualTo(name);
        assertThat(Instant.ofEpochSecond(started.getOccurredAt().getSeconds())).isEqualTo("2026-10-16T03:00:00Z");
        assertThat(started.getSubscriptionStarted().getMrr().getUnits()).isEqualTo(1234);
        assertThat(started.getSubscriptionStarted().getMrr().getNanos()).isEqualTo(500_000_000);
        assertThat(started.getSubscriptionStarted().getMrr().getCurrencyCode()).isEqualTo("EUR");
        assertThat(export.events.getLast().getFeatureUsed().getDuration().getSeconds()).isEqualTo(90);
    }

    @Test
    void a_number_in_an_expression_that_cannot_be_read_says_what_would_be_right() {
        Mapping mapping = Export.mapping("""
                name: usage
                files:
                  - name: usage
                    file: usage.csv
                    account: row.id
                    id: row.id
                    events: [{fact: feature_used, at: row.at, set: {feature: "'x'", duration: number(row.minutes) * 60.0}}]
                """);
        export.file("usage.csv", "id,at,minutes", "a1,2026-10-16,\"1,5\"").read(mapping);

        assertThat(export.broken).containsExactly(
                "usage:2 BAD_VALUE [minutes] '1,5' is not a number with '.' before its decimals and nothing between thousands: "
                        + "decimal and thousands say how numbers are written, as in decimal: \",\" and thousands: \".\"");
    }
}
