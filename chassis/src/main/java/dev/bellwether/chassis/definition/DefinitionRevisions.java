package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.definition.kind.RevisionsByDay;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/// The revisions of one kind, as they were at one moment.
public final class DefinitionRevisions<C> {

    private final KnownRevisions known;
    private final CompiledTexts<C> compiled;
    private final Function<RevisionRow, String> texts;

    DefinitionRevisions(KnownRevisions known, CompiledTexts<C> compiled, Function<RevisionRow, String> texts) {
        this.known = known;
        this.compiled = compiled;
        this.texts = texts;
    }

    /// The revision that decides the day. Empty when there is no such definition on it.
    public Optional<CompiledRevision<C>> inForce(String tenant, String id, LocalDate day) {
        return RevisionsByDay.at(known.of(tenant, id), RevisionRow::revision, day).flatMap(this::compiled);
    }

    /// Empty when there is none, or when it retires the definition.
    public Optional<CompiledRevision<C>> revision(String tenant, String id, int number) {
        return known.of(tenant, id).stream().filter(row -> row.revision().number() == number).findFirst().flatMap(this::compiled);
    }

    private Optional<CompiledRevision<C>> compiled(RevisionRow row) {
        return row.revision().retired() ? Optional.empty()
                : Optional.of(new CompiledRevision<>(row.revision(), compiled.usable(row, () -> texts.apply(row))));
    }

    /// What the kind makes of a revision's text, with the problems that it has under this release.
    CompiledText<C> compiledText(String tenant, String id, int number) {
        RevisionRow row = row(tenant, id, number);
        return compiled.of(row, () -> texts.apply(row));
    }

    /// As it was published; empty for a revision that retires the definition.
    public String text(String tenant, String id, int number) {
        return texts.apply(row(tenant, id, number));
    }

    /// Whether the tenant has no revisions of its own, but those that have come with a release.
    boolean areShipped(String tenant, String id) {
        List<RevisionRow> rows = known.of(tenant, id);
        return !rows.isEmpty() && rows.getFirst().tenant().isEmpty();
    }

    private RevisionRow row(String tenant, String id, int number) {
        return known.of(tenant, id).stream().filter(row -> row.revision().number() == number).findFirst().orElseThrow();
    }

    /// Oldest first; empty for a definition that was never published.
    public List<DefinitionRevision> of(String tenant, String id) {
        return known.of(tenant, id).stream().map(RevisionRow::revision).toList();
    }

    /// Of all definitions that the tenant has or has had.
    public SortedSet<String> ids(String tenant) {
        return known.ids(tenant);
    }

    /// How many publications there had been.
    public long publications() {
        return known.changes();
    }
}
