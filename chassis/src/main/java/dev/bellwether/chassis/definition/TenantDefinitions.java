package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.definition.kind.DefinitionTexts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a tenant has published, of all kinds of a service: the newest revision of each definition.
record TenantDefinitions(String tenant, Map<String, DefinitionRevisions<?>> kinds) implements DefinitionTexts {

    /// Those that are not retired.
    @Override
    public SortedSet<DefinitionId> ids() {
        SortedSet<DefinitionId> ids = new TreeSet<>();
        kinds.forEach((kind, revisions) -> revisions.ids(tenant).stream().map(id -> new DefinitionId(kind, id))
                .filter(id -> newest(id).filter(each -> !each.retired()).isPresent()).forEach(ids::add));
        return ids;
    }

    @Override
    public Optional<CompiledText<?>> of(DefinitionId id) {
        return newest(id).filter(each -> !each.retired()).map(each -> kinds.get(id.kind()).compiledText(tenant, id.id(), each.number()));
    }

    Optional<DefinitionRevision> newest(DefinitionId id) {
        List<DefinitionRevision> revisions = revisions(id);
        return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
    }

    /// Oldest first.
    List<DefinitionRevision> revisions(DefinitionId id) {
        return kinds.containsKey(id.kind()) ? kinds.get(id.kind()).of(tenant, id.id()) : List.of();
    }

    /// Empty for one that retires the definition.
    String text(DefinitionId id, int revision) {
        return kinds.get(id.kind()).text(tenant, id.id(), revision);
    }

    /// Whether they are what has come with a release: the tenant has no rows of its own.
    boolean areShipped(DefinitionId id) {
        return kinds.get(id.kind()).areShipped(tenant, id.id());
    }

    /// How many publications there had been when all this was so.
    long publications() {
        return kinds.values().stream().mapToLong(DefinitionRevisions::publications).min().orElse(0);
    }
}
