package dev.bellwether.segmentation.scheme;

import dev.bellwether.chassis.definition.CompiledRevision;
import dev.bellwether.chassis.definition.DefinitionHistory;
import dev.bellwether.chassis.definition.DefinitionRevisions;
import dev.bellwether.chassis.definition.ShippedDefinitions;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.segmentation.membership.SchemeVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The revisions of every tenant's lifecycle scheme. Revision 1 is the one that Bellwether ships; all are kept for ever, so that every
/// decision can be read back, and taken again, as it was.
@ApplicationScoped
public class SchemeRepository {

    /// Stands for every tenant that has no scheme of its own.
    private static final String EVERY_TENANT = "";

    private final DefinitionHistory<UsableScheme> history;
    private final InstantSource clock;

    SchemeRepository(DefinitionHistory<UsableScheme> history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /// Stores what this release ships, where it is new. To be called once, at start.
    public void load() {
        ShippedDefinitions.store(List.of(history.kind()), clock);
    }

    /// Newest first.
    public List<PublishedScheme> versions(String tenant) {
        DefinitionRevisions<UsableScheme> now = history.now();
        return now.of(tenant, SchemeKind.LIFECYCLE).reversed().stream().map(DefinitionRevision::number)
                .map(number -> now.revision(tenant, SchemeKind.LIFECYCLE, number)).flatMap(Optional::stream)
                .map(SchemeRepository::published).toList();
    }

    public Optional<PublishedScheme> version(String tenant, int number) {
        return history.now().revision(tenant, SchemeKind.LIFECYCLE, number).map(SchemeRepository::published);
    }

    /// What decides the tenant's accounts on the day.
    public PublishedScheme inForce(String tenant, LocalDate day) {
        return history.now().inForce(tenant, SchemeKind.LIFECYCLE, day).map(SchemeRepository::published).orElseThrow();
    }

    /// What a tenant starts with.
    public PublishedScheme shipped() {
        return inForce(EVERY_TENANT, LocalDate.MIN);
    }

    private static PublishedScheme published(CompiledRevision<UsableScheme> revision) {
        int number = revision.revision().number();
        UsableScheme usable = revision.compiled();
        return new PublishedScheme(number, revision.revision().publishTime(), usable.scheme(),
                usable.rules().as(new SchemeVersion(number)));
    }
}
