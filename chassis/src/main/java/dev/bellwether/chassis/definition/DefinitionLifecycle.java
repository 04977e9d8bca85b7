package dev.bellwether.chassis.definition;

import java.time.InstantSource;

/// The one life cycle of everything that a tenant's people define: a draft is edited, checked and published as a revision, which never
/// changes, is in force from a day on, and is superseded by the next one. For virtual threads.
///
/// @param kinds      that the service owns
/// @param reader     what there is
/// @param drafts     what is being written
/// @param publisher  what takes force
public record DefinitionLifecycle(DefinitionKinds kinds, DefinitionReader reader, DefinitionDrafts drafts, DefinitionPublisher publisher) {

    public static DefinitionLifecycle of(DefinitionKinds kinds, InstantSource clock, DefinitionsConfig configuration) {
        DefinitionDrafts drafts = new DefinitionDrafts(kinds, clock);
        return new DefinitionLifecycle(kinds, new DefinitionReader(kinds, drafts, clock), drafts,
                new DefinitionPublisher(kinds, clock, configuration.secondPerson()));
    }
}
