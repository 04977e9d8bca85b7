package dev.bellwether.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.terminal.Screen;
import dev.bellwether.definitions.v1.PlannedChange.Action;
import dev.bellwether.definitions.v1.PlannedChange;
import dev.bellwether.definitions.v1.Problem;
import dev.bellwether.definitions.v1.PublishDefinitionsResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicationPlanTest {

    private static PlannedChange.Builder change(String id, Action action, int from, int to) {
        return PlannedChange.newBuilder().setName("tenants/acme/schemes/" + id).setAction(action).setFromRevision(from).setToRevision(to);
    }

    private static PublicationPlan plan(List<String> withoutFile, List<Problem> problems, PlannedChange.Builder... changes) {
        PublishDefinitionsResponse.Builder answer = PublishDefinitionsResponse.newBuilder().addAllProblems(problems)
                .setFirstDay(Dates.date(LocalDate.of(2026, 12, 1)));
        List.of(changes).forEach(answer::addChanges);
        return PublicationPlan.of("acme", answer.build(), false, withoutFile);
    }

    private static String shown(PublicationPlan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        plan.print(Path.of("rules"), Screen.on(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void a_plan_says_what_becomes_of_each_definition_and_from_which_day() {
        PublicationPlan plan = plan(List.of("schemes/kept"),
                List.of(Problem.newBuilder().setName("tenants/acme/schemes/new").setSeverity(Problem.Severity.WARNING).setLine(3)
                        .setColumn(5)
                        .setMessage("It always holds.").build()),
                change("changed", Action.UPDATE, 3, 4).setDiff("--- a\n+++ b\n@@ -1,2 +1,3 @@\n x\n-y\n+z\n+z\n")
                        .addSupersededBeforeForce(3),
                change("gone", Action.RETIRE, 1, 2).setDiff("--- a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n"),
                change("new", Action.CREATE, 0, 1).setDiff("--- /dev/null\n+++ b\n@@ -0,0 +1,1 @@\n+x\n"),
                change("same", Action.NONE, 2, 2));

        assertThat(shown(plan)).isEqualTo("""
                Definition       Is         Revision  Lines
                -------------------------------------------
                schemes/changed  changed    3 -> 4    +2 -1
                schemes/gone     retired    1 -> 2    +0 -1
                schemes/new      created    new -> 1  +1 -0
                schemes/same     unchanged  2
                In force from 2026-12-01.
                schemes/changed: never in force will be revision 3, published for a later day.
                schemes/kept has no file here, and stays; --retire-missing retires it.
                rules/schemes/new.yaml:3:5: warning: It always holds.
                """);
        assertThat(plan.bases()).isEqualTo(Map.of("schemes/changed", 3, "schemes/gone", 1, "schemes/new", 0, "schemes/same", 2));
        assertThat(plan.summary()).isEqualTo(
                "Published for acme, in force from 2026-12-01: schemes/changed 4, schemes/gone 2 (retired), schemes/new 1.");
    }

    @Test
    void a_plan_in_which_all_is_as_it_was_is_nothing_to_publish() {
        assertThat(plan(List.of(), List.of(), change("same", Action.NONE, 2, 2)).isNothing()).isTrue();
        assertThat(plan(List.of(), List.of(), change("new", Action.CREATE, 0, 1)).isNothing()).isFalse();
    }
}
