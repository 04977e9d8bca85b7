package dev.bellwether.chassis.definition.plan;

import dev.bellwether.chassis.definition.kind.DefinitionName;
import java.util.List;

/// What publishing does with one definition.
///
/// @param from                  the newest revision before; 0 when there is none
/// @param to                    the one that it becomes; the same for [Action#NONE]
/// @param diff                  as `diff -u` writes it; empty for [Action#NONE]
/// @param supersededBeforeForce published revisions that will never be in force, since this one takes force before them
public record PlannedChange(DefinitionName name, Action action, int from, int to, String diff, List<Integer> supersededBeforeForce) {

    public enum Action {
        CREATE, UPDATE, RETIRE,
        /// It is in force already.
        NONE
    }

    public boolean isNothing() {
        return action == Action.NONE;
    }
}
