package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import java.util.Optional;

/// A definition as it stands.
///
/// @param published        the newest revision; absent for one that was never published
/// @param text             of that revision; empty in lists
/// @param inForce          the revision that decides today; 0 when none does
/// @param newerShippedText of this release, when the tenant has never had it; empty in lists
public record DefinitionView(DefinitionName name, Optional<DefinitionRevision> published, String text, int inForce,
        Optional<DefinitionDraft> draft, String newerShippedText) {

    /// Of the newest revision; of the draft where there is none.
    public String title() {
        return published.filter(each -> !each.retired()).map(DefinitionRevision::title)
                .or(() -> draft.map(DefinitionDraft::title)).orElse(name.id().id());
    }
}
