package dev.bellwether.segmentation.scheme;

import dev.bellwether.chassis.definition.CompiledRevision;
import dev.bellwether.chassis.definition.DefinitionRevisions;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.segmentation.membership.RulesInForce;
import dev.bellwether.segmentation.scheme.Scheme.Segment;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lifecycle schemes of all tenants, as they were at one moment. For one thread.
public final class SchemesInForce implements RulesInForce {

    private record Key(String tenant, LocalDate day) {}

    private final DefinitionRevisions<UsableScheme> revisions;
    private final Map<Key, PublishedScheme> asked = new HashMap<>();

    SchemesInForce(DefinitionRevisions<UsableScheme> revisions) {
        this.revisions = revisions;
    }

    @Override
    public PublishedScheme on(String tenant, LocalDate day) {
        return asked.computeIfAbsent(new Key(tenant, day), _ -> revisions.inForce(tenant, SchemeKind.LIFECYCLE, day)
                .map(SchemesInForce::published)
                .orElseThrow(() -> new IllegalStateException("tenant " + tenant + " has no lifecycle scheme on " + day)));
    }

    @Override
    public PublishedScheme revision(String tenant, int number) {
        return find(tenant, number).orElseThrow(
                () -> new IllegalStateException("revision " + number + " of the lifecycle scheme of tenant " + tenant + " is missing"));
    }

    public Optional<PublishedScheme> find(String tenant, int number) {
        return revisions.revision(tenant, SchemeKind.LIFECYCLE, number).map(SchemesInForce::published);
    }

    /// Numbers of the tenant's revisions, newest first.
    public List<Integer> numbers(String tenant) {
        return revisions.of(tenant, SchemeKind.LIFECYCLE).reversed().stream().map(DefinitionRevision::number).toList();
    }

    /// A segment as the newest revision that has it calls it. An account may be in one that a newer revision has not, until it is
    /// decided by that.
    public Optional<Segment> segment(String tenant, String id) {
        return numbers(tenant).stream()
                .flatMap(number -> find(tenant, number).stream())
                .flatMap(published -> published.scheme().segments().stream())
                .filter(segment -> segment.id().toString().equals(id))
                .findFirst();
    }

    /// How many publications there had been, of all tenants.
    public long publications() {
        return revisions.publications();
    }

    private static PublishedScheme published(CompiledRevision<UsableScheme> revision) {
        return new PublishedScheme(revision.revision(), revision.compiled().scheme(), revision.compiled().rules());
    }
}
