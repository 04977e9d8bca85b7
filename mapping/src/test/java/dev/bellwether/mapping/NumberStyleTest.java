package dev.bellwether.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberStyleTest {

    private static final NumberStyle GERMAN = new NumberStyle(',', '.', Map.of("€", "EUR", "$", "USD"));

    /// The decimal and the separator are those of the Unicode CLDR for de, fr, de-CH, en-US, en-IN and sv.
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ,  | .   | 1.234.567,5      | 1234567.5
            ,  | .   | 1234567,5        | 1234567.5
            ,  | .   | -0,25            | -0.25
            ,  | .   | ,5               | 0.5
            ,  | .   | 1.234            | 1234
            ,  | ' ' | 1\u202f234\u00a0567,5 | 1234567.5
            ,  | ' ' | \u22121 234      | -1234
            .  | ’   | 1’234.5          | 1234.5
            .  | ,   | 1,234.5          | 1234.5
            .  | ,   | 12,34,567.5      | 1234567.5
            .  | ,   | 1e3              | 1000
            """)
    void a_number_is_read_as_the_style_says(String decimal, String thousands, String written, BigDecimal number) {
        NumberStyle style = new NumberStyle(decimal.charAt(0), thousands.equals("’") ? '\'' : thousands.charAt(0), Map.of());
        assertThat(style.number(written)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.5
            1.23,4
            16.10.2026
            1,234,567
            1.234,5.6
            12..345
            --5
            twelve
            12 %
            """)
    void what_the_style_does_not_allow_is_refused(String written) {
        assertThatThrownBy(() -> GERMAN.number(written)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a number");
    }

    @Test
    void a_number_in_another_style_is_refused_with_the_settings_that_would_take_it() {
        assertThatThrownBy(() -> NumberStyle.PLAIN.number("1.234,50"))
                .hasMessage("'1.234,50' is not a number with '.' before its decimals and nothing "
                        + "between thousands: decimal and thousands say how numbers are written, as in decimal: \",\" and thousands: \".\"");
        assertThatThrownBy(() -> NumberStyle.PLAIN.number("1,5")).hasMessageContaining("decimal: \",\"");
        assertThatThrownBy(() -> NumberStyle.PLAIN.amount("€ 5")).hasMessageContaining("'€' is no currency")
                .hasMessageContaining("currency_signs: {\"€\": EUR}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.234,50 €      | 1234.50  | EUR
            € 1.234,50      | 1234.50  | EUR
            €1.234,50       | 1234.50  | EUR
            -1.234,50\u00a0€ | -1234.50 | EUR
            € -5            | -5       | EUR
            (1.234,50 €)    | -1234.50 | EUR
            $ (5)           | x        |
            12,50-          | -12.50   | ''
            USD 12,5        | 12.5     | USD
            12,5 CHF        | 12.5     | CHF
            12,5            | 12.5     | ''
            € 5 $           | x        |
            -(5)            | x        |
            5 quid          | x        |
            """)
    void an_amount_may_have_its_currency_on_either_side(String written, String value, String currency) {
        if (value.equals("x")) {
            assertThatThrownBy(() -> GERMAN.amount(written)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(GERMAN.amount(written)).isEqualTo(new NumberStyle.Amount(new BigDecimal(value), currency));
        }
    }

    @Test
    void a_number_that_is_none_of_text_is_itself() {
        assertThat(GERMAN.number(1.5)).isEqualByComparingTo("1.5");
        assertThat(GERMAN.amount(3L).value()).isEqualByComparingTo("3");
    }
}
