package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is to be published together.
///
/// @param firstDay that it decides; absent for today
/// @param caller   who publishes
public record PublicationRequest(String tenant, List<Change> changes, Optional<LocalDate> firstDay, String reason, boolean playsAct,
        String caller) {

    /// @param field        where the caller has put it, as in `changes[2]`
    /// @param baseRevision that the change was made from; absent for whatever is newest, and for a draft the one that it was begun from
    public record Change(String field, DefinitionName name, Content content, OptionalInt baseRevision) {}

    public sealed interface Content {
        record Text(String text) implements Content {}

        /// As it is stored.
        record Draft() implements Content {}

        /// There is to be no such definition.
        record End() implements Content {}

        /// The text of an earlier revision.
        record Again(int revision) implements Content {}
    }
}
