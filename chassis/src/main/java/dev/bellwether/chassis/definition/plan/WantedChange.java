package dev.bellwether.chassis.definition.plan;

import dev.bellwether.chassis.definition.kind.DefinitionName;
import java.util.Optional;
import java.util.OptionalInt;

/// What a definition is to become.
///
/// @param text         absent when there is to be no such definition
/// @param author       who wrote the text
/// @param baseRevision that it was made from; 0 for a new definition; absent for whatever is newest
/// @param revertsTo    the revision whose text it is; 0 when it is no revert
public record WantedChange(DefinitionName name, Optional<String> text, String author, OptionalInt baseRevision, int revertsTo) {

    public boolean retires() {
        return text.isEmpty();
    }
}
