package dev.bellwether.chassis.definition.kind;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which revision of a definition decides a day: the newest one whose first day is not after it.
public final class RevisionsByDay {

    private RevisionsByDay() {}

    /// @param revisions oldest first
    /// @return that revision also when it retires the definition; empty when none has begun
    public static Optional<DefinitionRevision> at(List<DefinitionRevision> revisions, LocalDate day) {
        return at(revisions, Function.identity(), day);
    }

    /// Of what has a revision each.
    ///
    /// @param all oldest first
    public static <R> Optional<R> at(List<R> all, Function<? super R, DefinitionRevision> revision, LocalDate day) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (revision.apply(all.get(i)).hasBegunBy(day)) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    /// Those that were to decide days to come, and will not when another one takes force on its first day.
    ///
    /// @param revisions oldest first, without that one
    public static List<DefinitionRevision> supersededBeforeForce(List<DefinitionRevision> revisions, LocalDate firstDay, LocalDate today) {
        return revisions.stream()
                .filter(each -> each.firstDay().filter(day -> day.isAfter(today) && !day.isBefore(firstDay))
                        .filter(day -> at(revisions, day).filter(each::equals).isPresent()).isPresent())
                .toList();
    }
}
