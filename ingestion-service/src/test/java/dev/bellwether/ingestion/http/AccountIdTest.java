package dev.bellwether.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountIdTest {

    @ParameterizedTest
    @CsvSource({"globex-1, globex-1", "a/b, a%2Fb", "50% off, 50%25%20off", "zoë, zo%C3%AB", "a+b@c.example, a+b@c.example"})
    void a_group_is_an_account_with_every_other_character_percent_encoded(String group, String account) {
        assertThat(AccountId.account("groupId", group)).contains(account);
    }

    @Test
    void a_number_is_its_decimal_text() {
        assertThat(AccountId.account("groupId", 42L)).contains("42");
        assertThat(AccountId.user("userId", 1000.0)).contains("1000");
    }

    @Test
    void a_number_that_could_be_two_ids_is_rejected() {
        assertRejected(Reason.MALFORMED, 12345678901234567890.0);
        assertRejected(Reason.MALFORMED, new BigDecimal("1.234567890123456789e19"));
        assertRejected(Reason.MALFORMED, new BigDecimal("1e-400"));
    }

    @Test
    void a_whole_number_that_is_written_out_keeps_all_its_digits() {
        assertThat(AccountId.account("groupId", new BigDecimal("12345678901234567891"))).contains("12345678901234567891");
    }

    @Test
    void no_text_at_all_is_no_id() {
        assertThat(AccountId.user("userId", null)).isEmpty();
        assertThat(AccountId.user("userId", "")).isEmpty();
        assertRejected(Reason.MALFORMED, true);
        assertRejected(Reason.MALFORMED, "with\0zero");
    }

    @Test
    void what_is_too_long_for_an_account_is_rejected() {
        assertThat(AccountId.user("userId", "x".repeat(128))).isPresent();
        assertRejected(Reason.TOO_LONG, "x".repeat(129));
        assertRejected(Reason.TOO_LONG, "ë".repeat(22));
    }

    private static void assertRejected(Reason reason, Object id) {
        assertThatThrownBy(() -> AccountId.user("userId", id))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.reason()).isEqualTo(reason));
    }
}
