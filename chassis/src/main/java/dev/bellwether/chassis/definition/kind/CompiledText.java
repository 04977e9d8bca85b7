package dev.bellwether.chassis.definition.kind;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a kind makes of a text, without regard to other definitions.
///
/// @param compiled what decides; absent exactly when a problem is an error
/// @param title    for people; the id when the text has none that can be read
/// @param uses     other definitions that it names
/// @param problems all of them, in the order of the text
public record CompiledText<C>(Optional<C> compiled, String title, Set<DefinitionId> uses, List<TextProblem> problems) {

    public static <C> CompiledText<C> of(C compiled, String title, Set<DefinitionId> uses, List<TextProblem> warnings) {
        return new CompiledText<>(Optional.of(compiled), title, uses, warnings);
    }

    public static <C> CompiledText<C> broken(String title, List<TextProblem> problems) {
        return new CompiledText<>(Optional.empty(), title, Set.of(), problems);
    }
}
