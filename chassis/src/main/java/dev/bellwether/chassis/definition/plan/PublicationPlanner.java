package dev.bellwether.chassis.definition.plan;

import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.definition.kind.RevisionsByDay;
import dev.bellwether.chassis.definition.kind.TextDigest;
import dev.bellwether.chassis.definition.plan.PlannedChange.Action;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.text.UnifiedDiff;
import dev.bellwether.chassis.text.UnifiedDiff.Side;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Works out what a change does to a definition.
///
/// @param firstDay that what is published decides
public record PublicationPlanner(LocalDate firstDay, LocalDate today) {

    /// @param revisions  of the definition, oldest first
    /// @param newestText of the last of them; empty when that has retired the definition, or when there is none
    /// @throws Refusal.Aborted  when the change was made from an earlier revision
    /// @throws Refusal.NotFound when a definition is to end that was never published
    public PlannedChange plan(WantedChange wanted, List<DefinitionRevision> revisions, String newestText) {
        Optional<DefinitionRevision> newest = revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
        int from = newest.map(DefinitionRevision::number).orElse(0);
        if (newest.filter(each -> each.hasBegunBy(firstDay) && says(each, wanted)).isPresent()) {
            return new PlannedChange(wanted.name(), Action.NONE, from, from, "", List.of());
        }
        requireNewestBase(wanted, newest, from);
        boolean isThere = newest.filter(each -> !each.retired()).isPresent();
        if (wanted.retires() && revisions.isEmpty()) {
            throw new Refusal.NotFound(wanted.name().toString(), wanted.name() + " was never published, so it cannot be retired");
        }
        Action action = wanted.retires() ? Action.RETIRE : isThere ? Action.UPDATE : Action.CREATE;
        List<Integer> superseded = RevisionsByDay.supersededBeforeForce(revisions, firstDay, today).stream()
                .map(DefinitionRevision::number).toList();
        return new PlannedChange(wanted.name(), action, from, from + 1, diff(wanted, isThere, newestText), superseded);
    }

    private static boolean says(DefinitionRevision newest, WantedChange wanted) {
        return wanted.retires() ? newest.retired()
                : !newest.retired() && newest.digest().equals(TextDigest.of(wanted.text().orElseThrow()));
    }

    private static void requireNewestBase(WantedChange wanted, Optional<DefinitionRevision> newest, int from) {
        if (wanted.baseRevision().isPresent() && wanted.baseRevision().getAsInt() != from) {
            throw new Refusal.Aborted(wanted.name().toString(),
                    "%s has revision %d%s, and the change was made from revision %d: %s".formatted(
                            wanted.name(), from, newest.map(each -> " of " + each.publishTime() + " by " + each.publisher()).orElse(""),
                            wanted.baseRevision().getAsInt(), "compare the two, and make the change again from the newer one"));
        }
    }

    private static String diff(WantedChange wanted, boolean isThere, String newestText) {
        String file = wanted.name().id() + ".yaml";
        return UnifiedDiff.between(
                isThere ? new Side("a/" + file, newestText) : Side.ABSENT,
                wanted.text().map(text -> new Side("b/" + file, text)).orElse(Side.ABSENT)).text();
    }
}
