package dev.bellwether.chassis.definition.plan;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionTexts;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A tenant's definitions as a publication leaves them.
///
/// @param before  what there is now
/// @param changed what is published, by definition; empty for one that ends
public record ChangedTexts(DefinitionTexts before, Map<DefinitionId, Optional<CompiledText<?>>> changed) implements DefinitionTexts {

    @Override
    public SortedSet<DefinitionId> ids() {
        SortedSet<DefinitionId> ids = new TreeSet<>(before.ids());
        changed.forEach((id, text) -> {
            if (text.isPresent()) {
                ids.add(id);
            } else {
                ids.remove(id);
            }
        });
        return ids;
    }

    @Override
    public Optional<CompiledText<?>> of(DefinitionId id) {
        Optional<CompiledText<?>> text = changed.get(id);
        return text != null ? text : before.of(id);
    }
}
