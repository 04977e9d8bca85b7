package dev.bellwether.chassis.definition.plan;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionKind;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.TextProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Finds everything that is wrong with texts that are published together.
///
/// @param tenant whose they are
/// @param kinds  by collection
public record TextChecks(String tenant, Map<String, DefinitionKind<?>> kinds) {

    /// Of the changed texts, and of those that stay as they are and use one of them.
    ///
    /// @return by name and place
    public List<NamedProblem> problems(ChangedTexts texts) {
        List<NamedProblem> problems = new ArrayList<>();
        texts.changed().forEach((id, changed) -> changed.ifPresent(text -> {
            name(id, text.problems(), problems);
            check(id, text, texts, problems);
        }));
        for (DefinitionId id : texts.ids()) {
            if (!texts.changed().containsKey(id)) {
                texts.of(id).filter(text -> !Collections.disjoint(text.uses(), texts.changed().keySet()))
                        .ifPresent(text -> check(id, text, texts, problems));
            }
        }
        return problems.stream().distinct().sorted(NamedProblem.BY_PLACE).toList();
    }

    /// The definitions that name one that is to end, and do not end with it.
    public List<DefinitionName> users(DefinitionId ended, ChangedTexts texts) {
        Function<DefinitionId, DefinitionName> named = id -> new DefinitionName(tenant, id);
        return texts.ids().stream().filter(id -> texts.of(id).filter(text -> text.uses().contains(ended)).isPresent()).map(named).toList();
    }

    private void check(DefinitionId id, CompiledText<?> text, ChangedTexts texts, List<NamedProblem> problems) {
        text.compiled().ifPresent(compiled -> name(id, check(kinds.get(id.kind()), id, compiled, texts), problems));
    }

    @SuppressWarnings("unchecked") // What is compiled by a kind is what the kind takes.
    private <C> List<TextProblem> check(DefinitionKind<C> kind, DefinitionId id, Object compiled, ChangedTexts texts) {
        return kind.check(new DefinitionName(tenant, id), (C) compiled, texts);
    }

    private void name(DefinitionId id, List<TextProblem> found, List<NamedProblem> problems) {
        found.forEach(problem -> problems.add(new NamedProblem(new DefinitionName(tenant, id), problem)));
    }
}
