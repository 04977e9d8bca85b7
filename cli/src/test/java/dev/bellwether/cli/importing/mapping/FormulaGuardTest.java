package dev.bellwether.cli.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/// The cells are those of OWASP's page on CSV Injection, in the forms in which it says that they get past a guard.
class FormulaGuardTest {

    @Test
    void what_begins_a_formula_has_an_apostrophe_before_it() {
        assertThat(List.of("=1", "+1", "-x", "@a", "\tx", "\rx", "\nx", "\uff1d1", " =1", "a;=1", "a,=1", "a\n=1", "a\t+1"))
                .extracting(FormulaGuard::guard)
                .containsExactly("'=1", "'+1", "'-x", "'@a", "'\tx", "'\rx", "'\nx", "'\uff1d1", "' =1", "a;'=1", "a,'=1", "a\n'=1",
                        "a\t'+1");
    }

    @Test
    void what_begins_none_stays_as_it_is() {
        assertThat(List.of("", "Acme", "a=b", "a-b", "1;2", "-5", "-1.250,75", "O'Neill", "'tis", "two\r\nlines", "ada@acme.example"))
                .allSatisfy(cell -> assertThat(FormulaGuard.guard(cell)).isEqualTo(cell));
    }

    @Property
    void a_guard_is_taken_away_to_the_letter(
            @ForAll @StringLength(max = 9) @Chars({'\'', '=', '-', ';', '\t', '\r', '\n', ' ', '.', '\uff1d', 'a'})
            @CharRange(from = '1', to = '2') String cell) {
        assertThat(FormulaGuard.unguard(FormulaGuard.guard(cell))).isEqualTo(cell);
    }
}
