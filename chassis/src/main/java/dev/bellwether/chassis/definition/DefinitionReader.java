package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.definition.kind.RevisionsByDay;
import dev.bellwether.chassis.definition.kind.TextDigest;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.time.Dates;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Answers what definitions there are, and what has been published of them.
public final class DefinitionReader {

    private final DefinitionKinds kinds;
    private final DefinitionDrafts drafts;
    private final InstantSource clock;

    DefinitionReader(DefinitionKinds kinds, DefinitionDrafts drafts, InstantSource clock) {
        this.kinds = kinds;
        this.drafts = drafts;
        this.clock = clock;
    }

    /// A revision with its text.
    public record RevisionText(DefinitionRevision revision, String text) {}

    /// By id, without texts.
    ///
    /// @param after the id behind which to begin
    public List<DefinitionView> list(String tenant, String kind, String after, int most) {
        kinds.requireKind("parent", kind);
        TenantDefinitions now = kinds.now(tenant);
        Map<String, DefinitionDraft> pending = drafts.list(tenant, kind, after, most);
        TreeSet<String> ids = new TreeSet<>(pending.keySet());
        ids.addAll(now.kinds().get(kind).ids(tenant).tailSet(after + "\0"));
        return ids.stream().limit(most).map(id -> view(now, new DefinitionId(kind, id), Optional.ofNullable(pending.get(id)), false))
                .toList();
    }

    /// @throws Refusal.NotFound when there is none
    public DefinitionView get(DefinitionName name) {
        kinds.requireKind("name", name.id().kind());
        DefinitionView view = view(kinds.now(name.tenant()), name.id(), drafts.find(name), true);
        if (view.published().isEmpty() && view.draft().isEmpty()) {
            throw absent(name);
        }
        return view;
    }

    /// Newest first.
    ///
    /// @param before the number at which to end
    /// @throws Refusal.NotFound when it was never published
    public List<DefinitionRevision> revisions(DefinitionName name, int before, int most) {
        kinds.requireKind("parent", name.id().kind());
        List<DefinitionRevision> all = kinds.now(name.tenant()).revisions(name.id());
        if (all.isEmpty()) {
            throw absent(name);
        }
        return all.reversed().stream().filter(each -> each.number() < before).limit(most).toList();
    }

    /// @throws Refusal.NotFound when there is none
    public RevisionText revision(DefinitionName name, int number) {
        kinds.requireKind("name", name.id().kind());
        TenantDefinitions now = kinds.now(name.tenant());
        List<DefinitionRevision> all = now.revisions(name.id());
        return all.stream().filter(each -> each.number() == number).findFirst()
                .map(each -> new RevisionText(each, now.text(name.id(), number)))
                .orElseThrow(() -> new Refusal.NotFound(name.revision(number), all.isEmpty() ? name + " was never published"
                        : name + " has no revision " + number + "; the newest is " + all.getLast().number()));
    }

    private DefinitionView view(TenantDefinitions now, DefinitionId id, Optional<DefinitionDraft> draft, boolean texts) {
        List<DefinitionRevision> revisions = now.revisions(id);
        Optional<DefinitionRevision> newest = now.newest(id);
        int inForce = RevisionsByDay.at(revisions, Dates.dayOf(clock.instant())).filter(each -> !each.retired())
                .map(DefinitionRevision::number).orElse(0);
        return new DefinitionView(new DefinitionName(now.tenant(), id), newest,
                texts ? newest.map(each -> now.text(id, each.number())).orElse("") : "", inForce, draft,
                texts ? newerShippedText(id, revisions) : "");
    }

    private String newerShippedText(DefinitionId id, List<DefinitionRevision> revisions) {
        String shipped = kinds.of(id).shipped().getOrDefault(id.id(), "");
        String digest = TextDigest.of(shipped);
        return revisions.stream().anyMatch(each -> each.digest().equals(digest)) ? "" : shipped;
    }

    static Refusal.NotFound absent(DefinitionName name) {
        return new Refusal.NotFound(name.toString(), name + " does not exist");
    }
}
