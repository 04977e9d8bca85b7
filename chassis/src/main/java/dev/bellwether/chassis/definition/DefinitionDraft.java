package dev.bellwether.chassis.definition;

import java.time.Instant;
import java.util.Optional;

/// A text that is being written, or the end of its definition that is being prepared.
///
/// @param text         absent in lists, and where the definition is to end
/// @param etag         another one with each edit
/// @param author       who has edited it last
/// @param approver     who has approved it as it is
/// @param baseRevision that it was begun from; 0 when there was none
public record DefinitionDraft(Optional<String> text, String title, boolean retires, String etag, String author, Instant updateTime,
        Optional<String> approver, int baseRevision) {

    static DefinitionDraft of(StoredDraft stored) {
        return new DefinitionDraft(stored.retire ? Optional.empty() : Optional.of(stored.text), stored.title, stored.retire, stored.etag,
                stored.author, stored.updateTime, Optional.ofNullable(stored.approver), stored.baseRevision);
    }
}
