package dev.bellwether.segmentation.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.segmentation.evaluation.EvaluatedAccount;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Any history of facts and publications.
class PublicationPropertyTest {

    @Property(tries = 5_000)
    void memberships_are_what_they_are_when_everything_is_decided_from_nothing(@ForAll Random random) {
        ProductionRun run = new ProductionRun(TenantHistory.some(random), random);
        requireSame(run.known(), run.fromNothing());
    }

    @Property(tries = 5_000)
    void the_order_within_a_day_and_the_batches_make_no_difference(@ForAll Random random) {
        TenantHistory history = TenantHistory.some(random);
        requireSame(new ProductionRun(history, random).known(), new ProductionRun(history, random).known());
    }

    private static void requireSame(EvaluatedAccount one, EvaluatedAccount other) {
        assertThat(one.membership().segment()).isEqualTo(other.membership().segment());
        assertThat(one.membership().standing()).isEqualTo(other.membership().standing());
        assertThat(one.position().asOf()).isEqualTo(other.position().asOf());
    }
}
