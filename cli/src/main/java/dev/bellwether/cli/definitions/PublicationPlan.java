package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.text.UnifiedDiff;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.definitions.v1.PlannedChange;
import dev.bellwether.definitions.v1.PublishDefinitionsResponse;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a publication will do, or has done.
///
/// @param published   whether it has been done
/// @param firstDay    absent when there is no plan, because of errors
/// @param problems    with an error among them nothing is published
/// @param withoutFile definitions that there are, of which the folder has no file, and which stay
record PublicationPlan(String tenant, boolean published, Optional<LocalDate> firstDay, List<Change> changes, List<FileProblem> problems,
        List<String> withoutFile) {

    /// @param name         as in `schemes/lifecycle`
    /// @param action       `created`, `changed`, `retired` or `unchanged`
    /// @param fromRevision 0 when there was none
    /// @param superseded   published revisions that will never be in force, since this one takes force before them
    record Change(String name, String action, int fromRevision, int toRevision, int added, int removed, String diff,
            List<Integer> superseded) {

        static Change of(String parent, PlannedChange change) {
            UnifiedDiff diff = new UnifiedDiff(change.getDiff());
            return new Change(change.getName().substring(parent.length() + 1), switch (change.getAction()) {
                case CREATE -> "created";
                case UPDATE -> "changed";
                case RETIRE -> "retired";
                case NONE -> "unchanged";
                case ACTION_UNSPECIFIED, UNRECOGNIZED -> "unknown to this release";
            }, change.getFromRevision(), change.getToRevision(), diff.added(), diff.removed(), diff.text(),
                    change.getSupersededBeforeForceList());
        }

        boolean isAny() {
            return !action.equals("unchanged");
        }

        private String revisions() {
            return fromRevision == toRevision ? String.valueOf(toRevision)
                    : (fromRevision == 0 ? "new" : fromRevision) + " -> " + toRevision;
        }

        private String lines() {
            return isAny() ? "+" + added + " -" + removed : "";
        }
    }

    static PublicationPlan refused(String tenant, List<FileProblem> problems) {
        return new PublicationPlan(tenant, false, Optional.empty(), List.of(), problems, List.of());
    }

    static PublicationPlan of(String tenant, PublishDefinitionsResponse answer, boolean published, List<String> withoutFile) {
        String parent = "tenants/" + tenant;
        return new PublicationPlan(tenant, published,
                answer.hasFirstDay() ? Optional.of(Dates.day(answer.getFirstDay())) : Optional.empty(),
                answer.getChangesList().stream().map(change -> Change.of(parent, change)).toList(),
                answer.getProblemsList().stream().map(problem -> FileProblem.of(parent, problem)).sorted().toList(), withoutFile);
    }

    boolean isNothing() {
        return changes.stream().noneMatch(Change::isAny);
    }

    /// By name, the newest revision of each definition when the plan was made.
    Map<String, Integer> bases() {
        return changes.stream().collect(Collectors.toMap(Change::name, Change::fromRevision));
    }

    /// @param folder as it was named on the command line
    void print(Path folder, PrintStream out) {
        Table table = new Table("Definition", "Is", "Revision", "Lines");
        changes.forEach(change -> table.row(change.name, change.action, change.revisions(), change.lines()));
        table.print(out);
        firstDay.filter(_ -> !isNothing()).ifPresent(day -> out.println("In force from " + day + "."));
        changes.stream().filter(change -> !change.superseded.isEmpty())
                .forEach(change -> out.println(change.name + ": never in force will be revision "
                        + change.superseded.stream().map(String::valueOf).collect(Collectors.joining(" and revision "))
                        + ", published for a later day."));
        withoutFile.forEach(name -> out.println(name + " has no file here, and stays; --retire-missing retires it."));
        FileProblem.print(problems, folder, out);
    }

    /// What has been done, in a sentence.
    String summary() {
        return "Published for " + tenant + ", in force from " + firstDay.map(LocalDate::toString).orElse("today") + ": "
                + changes.stream().filter(Change::isAny)
                        .map(change -> change.name + " " + change.toRevision + (change.action.equals("retired") ? " (retired)" : ""))
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
