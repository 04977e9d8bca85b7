package dev.bellwether.cli.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenMappingTest {

    @TempDir
    private Path folder;

    private static final String GOOD = """
            name: desk
            lookups:
              others: {file: others.csv, key: row.id}
            files:
              - name: cases
                file: cases.csv
                account: row.customer
                id: row.number
                events:
                  - fact: support_case_opened
                    at: row.opened
                    set:
                      case_id: row.number
                      priority: row.urgency
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: desk                | name: Desk!                     | line 1, column 7   | a name has 1 to 40 lower-case letters
            id: row.number            | idd: row.number                 | line 8, column 5   | 'idd' is not known here
            id: row.number            | account: row.number             | line 8, column 5   | 'account' is given twice
            file: cases.csv           | separator: ','                  | line 5, column 5   | 'file' is missing here
            fact: support_case_opened | fact: support_case_oppened      | line 10, column 15 | there is no fact 'support_case_oppened'
            case_id: row.number       | number: row.number              | line 13, column 11 | there is no support_case_opened field 'number'
            priority: row.urgency     | priority: 3 * 4                 | line 14, column 21 | 'priority' is one of its names, and this expression gives a int
            at: row.opened            | at: row.opened +                | line 11, column 25 | the expression ends where it has to go on
            at: row.opened            | at: "rwo.opened"                | line 11, column 14 | undeclared reference to 'rwo'
            at: row.opened            | at: lookup('other', 'x').opened | line 11, column 13 | there is no lookup 'other' in this mapping
            at: row.opened            | when: row.opened                | line 11, column 15 | a condition has to be true or false
            at: row.opened            | when: row.opened == ''          | line 10, column 9  | 'at' is missing here
            id: row.number            | id: [row.number]                | line 8, column 9   | a single value is expected here
            """)
    void a_broken_mapping_names_file_line_and_column(String good, String bad, String where, String what) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> Export.mapping(GOOD.replaceFirst("(?m)(^|[ ])" + Pattern.quote(good) + "$", "$1" + bad)))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageStartingWith("test.yaml, " + where + ": ").hasMessageContaining(what);
    }

    @Test
    void what_is_not_yaml_names_the_place_too() {
        assertThatThrownBy(() -> Export.mapping("name: desk", "files: [")).isInstanceOf(BrokenMapping.class)
                .hasMessageStartingWith("test.yaml, line 2, column 9: ");
    }

    @Test
    void a_column_that_the_file_does_not_have_is_told_before_anything_is_read() {
        Export export = new Export(folder).file("others.csv", "id", "1").file("cases.csv", "number,customer,opened,priority",
                "1,a1,2026-01-02,low");

        assertThatThrownBy(() -> export.read(Export.mapping(GOOD)))
                .hasMessage(
                        "test.yaml, line 14, column 21: the file cases.csv has no column 'urgency'. It has number, customer, opened, priority.");
        assertThat(export.rows).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_told_with_the_folder() {
        assertThatThrownBy(() -> new Export(folder).read(Export.mapping(GOOD)))
                .hasMessage("test.yaml, line 6, column 11: the folder " + folder + " has no file cases.csv");
    }

    @Test
    void an_unknown_mapping_is_told_with_those_that_there_are() {
        assertThatThrownBy(() -> MappingReader.read("revenstack"))
                .hasMessage(
                        "There is no mapping 'revenstack': it is neither a file nor one of those that ship with Bellwether (customer-table, ravenstack).");
    }
}
