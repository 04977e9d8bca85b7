package dev.bellwether.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportReportTest {

    private static String print(ImportReport.File file, long eventsNew) {
        Rejections rejections = new Rejections();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ImportReport("desk", "acme", false, 0, file.accepted() + file.duplicate(), eventsNew, List.of(file),
                ImportReport.total(List.of(file)), rejections.all())
                .print(new PrintStream(out, true));
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 2 | 0 | 0 | Nothing has changed: everything was there already.
            0 | 0 | 2 | 0 | Nothing has changed: no row could be taken.
            0 | 0 | 2 | 1 | Nothing has changed: no row could be taken.
            0 | 1 | 1 | 0 | Nothing has changed: what could be taken was there already.
            0 | 0 | 0 | 2 | Nothing has changed: no event comes of any row, by the mapping's conditions.
            0 | 0 | 0 | 0 | Nothing has changed: the files have no rows.
            """)
    void why_nothing_has_changed_is_said_in_truth(long accepted, long duplicate, long rejected, long unwanted, String sentence) {
        ImportReport.File file = new ImportReport.File("cases.csv", accepted + duplicate + rejected + unwanted, accepted, duplicate,
                rejected, unwanted, Optional.empty());
        assertThat(print(file, 0)).contains(sentence);
        assertThat(print(file, 1)).doesNotContain("Nothing has changed");
    }

    @Test
    void a_file_without_rows_and_the_file_of_refused_rows_are_named() {
        assertThat(print(new ImportReport.File("cases.csv", 0, 0, 0, 0, 0, Optional.empty()), 0)).contains("cases.csv has no rows.");
        assertThat(print(new ImportReport.File("cases.csv", 1, 0, 0, 1, 0, Optional.of("/data/cases.csv")), 0))
                .contains("The rows of cases.csv that were not taken: /data/cases.csv");
    }

    @Test
    void the_row_named_for_a_reason_is_the_first_of_the_file_in_whatever_order_answers_come() {
        Rejections rejections = new Rejections();
        rejections.add("DIFFERENT_CONTENT", "cases.csv", 17, "id", "seventeen");
        rejections.add("DIFFERENT_CONTENT", "cases.csv", 3, "id", "three");
        rejections.add("DIFFERENT_CONTENT", "cases.csv", 9, "id", "nine");

        assertThat(rejections.all()).singleElement().satisfies(first -> {
            assertThat(first.rows()).isEqualTo(3);
            assertThat(first.sentence()).isEqualTo("cases.csv, line 3, column id: three");
        });
    }
}
