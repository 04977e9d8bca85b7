package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.PreparedPublication.Step;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.definition.kind.TextDigest;
import dev.bellwether.chassis.definition.plan.NamedProblem;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.time.Dates;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Publishes definitions together, in one transaction. What a publication comes to is worked out before, from what is read without a lock;
/// when anything has been changed since, it is worked out again. So a crash leaves all of it or nothing, and of two who publish on one base
/// the second is refused.
public final class DefinitionPublisher {

    private static final Definitions PUBLICATIONS = new Definitions(DefinitionHistory.PUBLICATIONS);
    private static final int ATTEMPTS = 20;

    private final PublicationPreparer preparer;
    private final InstantSource clock;

    DefinitionPublisher(DefinitionKinds kinds, InstantSource clock, boolean secondPerson) {
        this.preparer = new PublicationPreparer(kinds, secondPerson);
        this.clock = clock;
    }

    /// Everything that is wrong with texts, as though they were published together.
    public List<NamedProblem> check(String tenant, List<PublicationRequest.Change> changes, String caller) {
        return preparer.check(tenant, changes, caller);
    }

    /// What [#publish] would do, and what it refuses.
    public PublicationOutcome plan(PublicationRequest request) {
        PreparedPublication prepared = prepare(request);
        if (!prepared.changing().isEmpty()) {
            PUBLICATIONS.read(() -> requireOpen(request.tenant(), prepared.outcome().firstDay()));
        }
        return prepared.outcome();
    }

    /// @throws Refusal.InvalidArgument    with everything that is wrong with the texts
    /// @throws Refusal.Aborted            when another revision has been published since a change was made
    /// @throws Refusal.FailedPrecondition when the first day is closed, a definition that ends is used, or an approval is missing
    public PublicationOutcome publish(PublicationRequest request) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            PreparedPublication prepared = prepare(request);
            if (prepared.changing().isEmpty()) {
                return prepared.outcome();
            }
            try {
                store(request, prepared).forEach(StoredAuditEvent::log);
                return prepared.outcome();
            } catch (ChangedMeanwhileException _) {
                // By another publication, or an edit of a draft: from the beginning.
            }
        }
        throw new Refusal.Unavailable("definitions are changed faster than this can be published: try again");
    }

    private PreparedPublication prepare(PublicationRequest request) {
        LocalDate today = Dates.dayOf(clock.instant());
        return preparer.prepare(request, request.firstDay().orElse(today), today);
    }

    private List<StoredAuditEvent> store(PublicationRequest request, PreparedPublication prepared) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<StoredRevision> revisions = prepared.changing().stream().flatMap(step -> rows(request, prepared, step, now).stream()).toList();
        List<StoredAuditEvent> events = prepared.changing().stream().map(step -> event(request, step, now)).toList();
        PUBLICATIONS.change(() -> requireUnchanged(prepared)
                .invoke(publication -> revisions.forEach(each -> each.publication = publication))
                .chain(() -> deleteDrafts(prepared))
                // From here to the commit no batch decides (DefinitionHistory.sharedBy).
                .chain(DefinitionPublisher::lock)
                .chain(() -> requireOpen(request.tenant(), prepared.outcome().firstDay()))
                .chain(() -> Panache.getSession())
                .chain(session -> session.persistAll(Stream.concat(revisions.stream(), events.stream()).toArray())));
        return events;
    }

    private static Uni<Void> lock() {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(
                "SELECT 1 FROM pg_advisory_xact_lock(" + DefinitionHistory.LOCK + ")", Integer.class).getSingleResult()).replaceWithVoid();
    }

    private static Uni<Void> deleteDrafts(PreparedPublication prepared) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Step step : prepared.changing()) {
            if (step.draft().isPresent()) {
                StoredDraft draft = step.draft().get();
                done = done.chain(() -> StoredDraft.deleteById(new StoredDraft.Key(draft.tenant, draft.kind, draft.definition)))
                        .replaceWithVoid();
            }
        }
        return done;
    }

    /// @return the number of this publication
    private static Uni<Long> requireUnchanged(PreparedPublication prepared) {
        return DefinitionDrafts.DRAFTS.count().flatMap(_ -> DefinitionDrafts.DRAFTS.counted()).flatMap(drafts -> PUBLICATIONS.counted()
                .map(publication -> {
                    if (drafts != prepared.drafts() + 1 || publication != prepared.before().publications() + 1) {
                        throw new ChangedMeanwhileException();
                    }
                    return publication;
                }));
    }

    private static Uni<Void> requireOpen(String tenant, LocalDate firstDay) {
        return Panache.getSession().flatMap(session -> session
                .createNativeQuery("SELECT max(day) FROM closed_day WHERE tenant = ?1", LocalDate.class)
                .setParameter(1, tenant).getSingleResultOrNull())
                .invoke(closed -> {
                    if (closed != null && !firstDay.isAfter(closed)) {
                        throw new Refusal.FailedPrecondition(
                                "%s is closed for tenant '%s': what has been decided by the rules of a day stays "
                                        .formatted(firstDay, tenant) + "as it is. The first day can be " + closed.plusDays(1)
                                        + ", or later");
                    }
                })
                .replaceWithVoid();
    }

    /// Without the number of the publication, which is not known before it is counted.
    private static List<StoredRevision> rows(PublicationRequest request, PreparedPublication prepared, Step step, Instant now) {
        DefinitionName name = step.change().name();
        List<StoredRevision> rows = new ArrayList<>();
        if (prepared.before().areShipped(name.id())) {
            // What the tenant has started with becomes its own.
            prepared.before().revisions(name.id()).forEach(shipped -> rows.add(StoredRevision.of(name, shipped,
                    prepared.before().text(name.id(), shipped.number()))));
        }
        String text = step.wanted().text().orElse("");
        String title = step.compiled().map(compiled -> compiled.title()).orElse(name.id().id());
        rows.add(StoredRevision.of(name, new DefinitionRevision(step.planned().to(), title, TextDigest.of(text),
                step.wanted().author(), request.caller(), now, request.reason(), Optional.of(prepared.outcome().firstDay()),
                step.wanted().revertsTo(), step.wanted().retires(), request.playsAct()), text));
        return rows;
    }

    private static StoredAuditEvent event(PublicationRequest request, Step step, Instant now) {
        DefinitionAction action = step.wanted().retires() ? DefinitionAction.RETIRED
                : step.wanted().revertsTo() > 0 ? DefinitionAction.REVERTED : DefinitionAction.PUBLISHED;
        return StoredAuditEvent.of(step.change().name(), action, request.caller(), now, step.planned().from(), step.planned().to(),
                request.reason());
    }

    private static final class ChangedMeanwhileException extends RuntimeException {
        ChangedMeanwhileException() {
            super("other definitions have been changed meanwhile", null, false, false);
        }
    }
}
