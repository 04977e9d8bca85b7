package dev.bellwether.mapping.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    private static final List<String> KNOWN = List.of("enter", "stay", "minimum_stay_days", "mrr", "nps", "self-serve");

    @Test
    void a_name_with_a_few_wrong_letters_or_other_separators_is_found() {
        assertThat(NearestName.of("entre", KNOWN)).contains("enter");
        assertThat(NearestName.of("stya", KNOWN)).contains("stay");
        assertThat(NearestName.of("minimumStayDays", KNOWN)).contains("minimum_stay_days");
        assertThat(NearestName.of("minimum_days", KNOWN)).contains("minimum_stay_days");
        assertThat(NearestName.of("Self Serve", KNOWN)).contains("self-serve");
        assertThat(NearestName.of("mr", KNOWN)).contains("mrr");
    }

    @Test
    void what_is_like_none_of_them_has_no_nearest() {
        assertThat(NearestName.of("", KNOWN)).isEmpty();
        assertThat(NearestName.of("plan", KNOWN)).isEmpty();
        assertThat(NearestName.of("x".repeat(10_000), KNOWN)).isEmpty();
    }
}
