package dev.bellwether.chassis.definition.plan;

import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.TextProblem;
import java.util.Comparator;

/// A problem, and whose text has it.
public record NamedProblem(DefinitionName name, TextProblem problem) {

    public static final Comparator<NamedProblem> BY_PLACE = Comparator.comparing(NamedProblem::name)
            .thenComparingInt(each -> each.problem().line()).thenComparingInt(each -> each.problem().column())
            .thenComparing(each -> each.problem().field()).thenComparing(each -> each.problem().message());

    @Override
    public String toString() {
        return name + ", " + problem;
    }
}
