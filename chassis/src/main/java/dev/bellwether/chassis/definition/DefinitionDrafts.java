package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.errors.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The texts that are being written. Two who edit one: the second is told, by the etag of what they have read.
public final class DefinitionDrafts {

    static final Definitions DRAFTS = new Definitions("definition-drafts");

    private final DefinitionKinds kinds;
    private final InstantSource clock;

    DefinitionDrafts(DefinitionKinds kinds, InstantSource clock) {
        this.kinds = kinds;
        this.clock = clock;
    }

    /// What a draft is to say.
    ///
    /// @param text absent when the definition is to end
    public record Edit(Optional<String> text, String author) {}

    /// @throws Refusal.AlreadyExists when there is such a definition
    public void create(DefinitionName name, Edit edit) {
        kinds.requireId("definition_id", name.id());
        if (newestRevision(name).isPresent()) {
            throw exists(name);
        }
        StoredDraft created = edited(StoredDraft.of(name, 0), edit, title(name, edit));
        store(DRAFTS.change(() -> StoredDraft.find(name).flatMap(there -> there != null
                ? Uni.createFrom().failure(exists(name))
                : created.persist().chain(() -> event(created, DefinitionAction.DRAFT_CREATED, edit.author())))));
    }

    /// @param etag of the draft that was read; empty where there was none
    /// @throws Refusal.NotFound when there is no such definition
    /// @throws Refusal.Aborted  when the draft is another one
    public void update(DefinitionName name, Edit edit, String etag) {
        kinds.requireId("definition.name", name.id());
        Optional<DefinitionRevision> newest = newestRevision(name);
        String title = title(name, edit);
        store(DRAFTS.change(() -> StoredDraft.find(name).flatMap(there -> {
            if (there == null) {
                if (newest.isEmpty()) {
                    return Uni.createFrom().failure(DefinitionReader.absent(name));
                }
                requireEtag(name, null, etag);
                StoredDraft begun = edited(StoredDraft.of(name, newest.get().number()), edit, title);
                return begun.persist().chain(() -> event(begun, DefinitionAction.DRAFT_CREATED, edit.author()));
            }
            requireEtag(name, there, etag);
            if (there.text.equals(edit.text().orElse("")) && there.retire == edit.text().isEmpty()) {
                return Uni.createFrom().nullItem();
            }
            return event(edited(there, edit, title), DefinitionAction.DRAFT_CHANGED, edit.author());
        })));
    }

    /// @param etag empty for the draft as it is
    /// @throws Refusal.NotFound when there is no draft
    public void delete(DefinitionName name, String etag, String caller) {
        store(DRAFTS.change(() -> required(name).flatMap(there -> {
            if (!etag.isEmpty()) {
                requireEtag(name, there, etag);
            }
            return there.delete().chain(() -> event(there, DefinitionAction.DRAFT_DELETED, caller));
        })));
    }

    /// @throws Refusal.FailedPrecondition for the draft's own author
    public void approve(DefinitionName name, String etag, String caller) {
        store(DRAFTS.change(() -> required(name).flatMap(there -> {
            requireEtag(name, there, etag);
            if (there.author.equals(caller)) {
                return Uni.createFrom().failure(new Refusal.FailedPrecondition(
                        "the draft of " + name + " is by " + caller + ": another person has to approve it"));
            }
            there.approver = caller;
            return event(there, DefinitionAction.DRAFT_APPROVED, caller);
        })));
    }

    public Optional<DefinitionDraft> find(DefinitionName name) {
        return Optional.ofNullable(DRAFTS.read(() -> StoredDraft.find(name))).map(DefinitionDraft::of);
    }

    /// By id, without texts.
    Map<String, DefinitionDraft> list(String tenant, String kind, String after, int most) {
        Map<String, DefinitionDraft> drafts = new LinkedHashMap<>();
        DRAFTS.read(() -> Panache.getSession().flatMap(session -> session.createQuery(
                "select definition, title, retire, etag, author, updateTime, approver, baseRevision from StoredDraft "
                        + "where tenant = ?1 and kind = ?2 and definition > ?3 order by definition",
                Object[].class)
                .setParameter(1, tenant).setParameter(2, kind).setParameter(3, after).setMaxResults(most).getResultList()))
                .forEach(row -> drafts.put((String) row[0], new DefinitionDraft(Optional.empty(), (String) row[1], (Boolean) row[2],
                        (String) row[3], (String) row[4], (Instant) row[5], Optional.ofNullable((String) row[6]), (Integer) row[7])));
        return drafts;
    }

    private Optional<DefinitionRevision> newestRevision(DefinitionName name) {
        return kinds.now(name.tenant()).newest(name.id());
    }

    private static Uni<StoredDraft> required(DefinitionName name) {
        return StoredDraft.find(name).onItem().ifNull()
                .failWith(() -> new Refusal.NotFound(name.toString(), name + " has no draft"));
    }

    private String title(DefinitionName name, Edit edit) {
        return edit.text().map(text -> kinds.of(name.id()).compile(name.id().id(), text).title()).orElse(name.id().id());
    }

    private StoredDraft edited(StoredDraft draft, Edit edit, String title) {
        draft.text = edit.text().orElse("");
        draft.retire = edit.text().isEmpty();
        draft.title = title;
        draft.etag = UUID.randomUUID().toString();
        draft.author = edit.author();
        draft.updateTime = clock.instant().truncatedTo(ChronoUnit.MICROS);
        draft.approver = null;
        return draft;
    }

    private Uni<StoredAuditEvent> event(StoredDraft draft, DefinitionAction action, String actor) {
        return StoredAuditEvent.of(draft.name(), action, actor, clock.instant().truncatedTo(ChronoUnit.MICROS), draft.baseRevision,
                draft.baseRevision, "").persist();
    }

    /// @param event null when nothing has changed
    private static void store(StoredAuditEvent event) {
        if (event != null) {
            event.log();
        }
    }

    private static void requireEtag(DefinitionName name, StoredDraft there, String etag) {
        if (there == null && !etag.isEmpty()) {
            throw new Refusal.Aborted(name.toString(), "the draft of " + name + " is gone: read it again");
        }
        if (there != null && !there.etag.equals(etag)) {
            throw new Refusal.Aborted(name.toString(), "the draft of " + name + " has been changed at " + there.updateTime + " by "
                    + there.author + (etag.isEmpty() ? ": give its etag" : ": read it again"));
        }
    }

    private static Refusal.AlreadyExists exists(DefinitionName name) {
        return new Refusal.AlreadyExists(name.toString(), name + " is there already: update it");
    }
}
