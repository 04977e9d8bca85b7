package dev.bellwether.chassis.definition.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.definition.kind.TextDigest;
import dev.bellwether.chassis.definition.plan.PlannedChange.Action;
import dev.bellwether.chassis.errors.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PublicationPlannerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final DefinitionName NAME = new DefinitionName("acme", new DefinitionId("notes", "greeting"));
    private static final DefinitionRevision SHIPPED = revision(1, "hello\n", null);

    @Test
    void a_new_definition_is_created_from_nothing() {
        PlannedChange change = plan(TODAY, text("hello\n", 0));
        assertThat(change).isEqualTo(new PlannedChange(NAME, Action.CREATE, 0, 1, """
                --- /dev/null
                +++ b/notes/greeting.yaml
                @@ -0,0 +1,1 @@
                +hello
                """, List.of()));
    }

    @Test
    void another_text_is_the_next_revision() {
        PlannedChange change = plan(TODAY, text("hi\n", 1), SHIPPED);
        assertThat(change).isEqualTo(new PlannedChange(NAME, Action.UPDATE, 1, 2, """
                --- a/notes/greeting.yaml
                +++ b/notes/greeting.yaml
                @@ -1,1 +1,1 @@
                -hello
                +hi
                """, List.of()));
    }

    @Test
    void what_is_in_force_from_the_first_day_on_is_left_out_whatever_it_was_made_from() {
        DefinitionRevision second = revision(2, "hi\n", TODAY);
        assertThat(plan(TODAY, text("hi\n", 1), SHIPPED, second).action()).isEqualTo(Action.NONE);
        assertThat(plan(TODAY.plusDays(3), text("hi\n", 2), SHIPPED, second))
                .isEqualTo(new PlannedChange(NAME, Action.NONE, 2, 2, "", List.of()));
        assertThat(plan(TODAY, text("hello\n", 2), SHIPPED, second).action()).isEqualTo(Action.UPDATE);
    }

    @Test
    void a_text_that_takes_force_later_is_published_again_to_take_force_now() {
        DefinitionRevision later = revision(2, "hi\n", TODAY.plusDays(5));
        PlannedChange change = plan(TODAY, text("hi\n", 2), SHIPPED, later);
        assertThat(change.to()).isEqualTo(3);
        assertThat(change.diff()).isEmpty();
        assertThat(change.supersededBeforeForce()).containsExactly(2);
        assertThat(plan(TODAY.plusDays(5), text("hi\n", 1), SHIPPED, later).action()).isEqualTo(Action.NONE);
    }

    @Test
    void what_is_in_force_today_is_published_again_where_it_would_not_be_so_on_a_day_to_come() {
        DefinitionRevision later = revision(2, "hi\n", TODAY.plusDays(5));
        assertThat(plan(TODAY, text("hello\n", 2), SHIPPED, later).supersededBeforeForce()).containsExactly(2);
    }

    @Test
    void a_change_of_an_earlier_revision_is_refused_with_both_named() {
        assertThatThrownBy(() -> plan(TODAY, text("hey\n", 1), SHIPPED, revision(2, "hi\n", TODAY))).isInstanceOf(Refusal.Aborted.class)
                .hasMessage(
                        "tenants/acme/notes/greeting has revision 2 of 2026-03-01T08:00:00Z by ann, and the change was made from revision"
                                + " 1: compare the two, and make the change again from the newer one");
        assertThatThrownBy(() -> plan(TODAY, text("hey\n", 3))).isInstanceOf(Refusal.Aborted.class)
                .hasMessageStartingWith("tenants/acme/notes/greeting has revision 0, and the change was made from revision 3");
    }

    @Test
    void a_definition_is_retired_once_and_may_come_back() {
        WantedChange end = new WantedChange(NAME, Optional.empty(), "ann", OptionalInt.empty(), 0);
        PlannedChange change = plan(TODAY, end, SHIPPED);
        assertThat(change.action()).isEqualTo(Action.RETIRE);
        assertThat(change.diff()).endsWith("-hello\n");
        DefinitionRevision retired = new DefinitionRevision(2, "", TextDigest.of(""), "ann", "ann", Instant.EPOCH, "", Optional.of(TODAY),
                0, true, false);
        assertThat(plan(TODAY, end, SHIPPED, retired).action()).isEqualTo(Action.NONE);
        assertThat(plan(TODAY, text("hello\n", 2), SHIPPED, retired).action()).isEqualTo(Action.CREATE);
        assertThat(plan(TODAY, text("hello\n", 2), SHIPPED, retired).to()).isEqualTo(3);
        assertThatThrownBy(() -> plan(TODAY, end)).isInstanceOf(Refusal.NotFound.class);
    }

    private static PlannedChange plan(LocalDate firstDay, WantedChange wanted, DefinitionRevision... revisions) {
        String newest = revisions.length == 0 || revisions[revisions.length - 1].retired() ? ""
                : revisions[revisions.length - 1].digest().equals(TextDigest.of("hi\n")) ? "hi\n" : "hello\n";
        return new PublicationPlanner(firstDay, TODAY).plan(wanted, List.of(revisions), newest);
    }

    private static WantedChange text(String text, int base) {
        return new WantedChange(NAME, Optional.of(text), "ann", OptionalInt.of(base), 0);
    }

    private static DefinitionRevision revision(int number, String text, LocalDate firstDay) {
        return new DefinitionRevision(number, "Greeting", TextDigest.of(text), "ann", "ann", Instant.parse("2026-03-01T08:00:00Z"), "",
                Optional.ofNullable(firstDay), 0, false, false);
    }
}
