package dev.bellwether.chassis.definition.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RevisionsByDayTest {

    private static final LocalDate DAY_0 = LocalDate.of(2026, 3, 1);

    @Test
    void without_a_revision_that_has_begun_there_is_none() {
        assertThat(RevisionsByDay.at(List.of(), DAY_0)).isEmpty();
        assertThat(RevisionsByDay.at(List.of(from(1, 5)), day(4))).isEmpty();
        assertThat(RevisionsByDay.at(List.of(from(1, 5)), day(5))).contains(from(1, 5));
    }

    @Test
    void what_begins_earlier_than_published_revisions_keeps_them_from_ever_being_in_force() {
        List<DefinitionRevision> revisions = List.of(from(1, 0), from(2, 5), from(3, 8), from(4, 7));
        // 3 is superseded by 4 already.
        assertThat(RevisionsByDay.supersededBeforeForce(revisions, day(4), day(1))).containsExactly(from(2, 5), from(4, 7));
        assertThat(RevisionsByDay.supersededBeforeForce(revisions, day(6), day(1))).containsExactly(from(4, 7));
        // What decides today has been in force.
        assertThat(RevisionsByDay.supersededBeforeForce(revisions, day(5), day(5))).containsExactly(from(4, 7));
        assertThat(RevisionsByDay.supersededBeforeForce(revisions, day(9), day(5))).isEmpty();
    }

    /// What a publication may begin on is not before today: what decided the days before is the same before and after it.
    @Property
    void publishing_from_a_day_on_changes_no_day_before_it(
            @ForAll @Size(max = 6) List<@IntRange(max = 20) Integer> firstDays, @ForAll @IntRange(max = 20) int added) {
        List<DefinitionRevision> before = revisions(firstDays);
        List<DefinitionRevision> after = new ArrayList<>(before);
        after.add(from(before.size() + 1, added));
        for (int day = 0; day <= 21; day++) {
            assertThat(RevisionsByDay.at(after, day(day)))
                    .isEqualTo(day < added ? RevisionsByDay.at(before, day(day)) : Optional.of(after.getLast()));
        }
    }

    private static List<DefinitionRevision> revisions(List<Integer> firstDays) {
        return IntStream.range(0, firstDays.size()).mapToObj(i -> from(i + 1, firstDays.get(i))).toList();
    }

    private static DefinitionRevision from(int number, int day) {
        return new DefinitionRevision(number, "", "", "ann", "ann", Instant.EPOCH, "", Optional.of(day(day)), 0, false, false);
    }

    private static LocalDate day(int number) {
        return DAY_0.plusDays(number);
    }
}
