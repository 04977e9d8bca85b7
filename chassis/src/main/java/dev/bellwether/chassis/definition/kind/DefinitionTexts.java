package dev.bellwether.chassis.definition.kind;

import java.util.Optional;
import java.util.SortedSet;

/// All definitions of a tenant in one service, as they are when what is checked has been published.
public interface DefinitionTexts {

    SortedSet<DefinitionId> ids();

    /// Empty when there is no such definition.
    Optional<CompiledText<?>> of(DefinitionId id);
}
