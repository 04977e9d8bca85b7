package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.PreparedPublication.Step;
import dev.bellwether.chassis.definition.PublicationRequest.Change;
import dev.bellwether.chassis.definition.PublicationRequest.Content;
import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.definition.kind.TextProblem;
import dev.bellwether.chassis.definition.plan.ChangedTexts;
import dev.bellwether.chassis.definition.plan.NamedProblem;
import dev.bellwether.chassis.definition.plan.PlannedChange;
import dev.bellwether.chassis.definition.plan.PublicationPlanner;
import dev.bellwether.chassis.definition.plan.TextChecks;
import dev.bellwether.chassis.definition.plan.WantedChange;
import dev.bellwether.chassis.errors.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Works out what a request comes to, and refuses what cannot be published.
final class PublicationPreparer {

    private final DefinitionKinds kinds;
    private final boolean secondPerson;

    PublicationPreparer(DefinitionKinds kinds, boolean secondPerson) {
        this.kinds = kinds;
        this.secondPerson = secondPerson;
    }

    PreparedPublication prepare(PublicationRequest request, LocalDate firstDay, LocalDate today) {
        requireIds(request.tenant(), request.changes());
        // Counted before they are read: what is read may be newer than its count, and is then found out.
        long counted = DefinitionDrafts.DRAFTS.changes();
        Map<DefinitionName, StoredDraft> drafts = drafts(request.changes());
        TenantDefinitions before = kinds.now(request.tenant());
        PublicationPlanner planner = new PublicationPlanner(firstDay, today);
        List<Step> steps = request.changes().stream()
                .map(change -> step(change, request.caller(), Optional.ofNullable(drafts.get(change.name())), before, planner)).toList();
        List<NamedProblem> problems = requirePublishable(request, before, steps);
        List<PlannedChange> planned = steps.stream().map(Step::planned).toList();
        return new PreparedPublication(before, counted, steps, new PublicationOutcome(planned, problems, firstDay));
    }

    /// All that is wrong with the texts; those that would be left out are checked, too.
    List<NamedProblem> check(String tenant, List<Change> all, String caller) {
        List<NamedProblem> refused = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        // The others are checked all the same.
        all.forEach(change -> kinds.refusal(change.name().id()).ifPresentOrElse(
                why -> refused.add(
                        new NamedProblem(change.name(), TextProblem.error("", 1, 1, "There can be no such definition: " + why + ".", ""))),
                () -> changes.add(change)));
        requireIds(tenant, changes);
        Map<DefinitionName, StoredDraft> drafts = drafts(changes);
        TenantDefinitions before = kinds.now(tenant);
        Map<DefinitionId, Optional<CompiledText<?>>> texts = new TreeMap<>();
        changes.forEach(change -> texts.put(change.name().id(),
                compiled(wanted(change, caller, Optional.ofNullable(drafts.get(change.name())), before))));
        return Stream
                .concat(refused.stream(), new TextChecks(tenant, kinds.byCollection()).problems(new ChangedTexts(before, texts)).stream())
                .sorted(NamedProblem.BY_PLACE).toList();
    }

    private void requireIds(String tenant, List<Change> changes) {
        Map<DefinitionName, String> places = new LinkedHashMap<>();
        for (Change change : changes) {
            String field = change.field() + "name";
            if (!change.name().tenant().equals(tenant)) {
                throw new Refusal.InvalidArgument(field, change.name() + " is not of tenants/" + tenant + ", which the request is about");
            }
            kinds.requireId(field, change.name().id());
            String twice = places.put(change.name(), field);
            if (twice != null) {
                throw new Refusal.InvalidArgument(field, change.name() + " is in " + twice + " already: there is one change for each");
            }
        }
    }

    private static Map<DefinitionName, StoredDraft> drafts(List<Change> changes) {
        Map<DefinitionName, StoredDraft> drafts = new LinkedHashMap<>();
        for (Change change : changes) {
            StoredDraft draft = DefinitionDrafts.DRAFTS.read(() -> StoredDraft.find(change.name()));
            if (draft != null) {
                drafts.put(change.name(), draft);
            }
        }
        return drafts;
    }

    private Step step(Change change, String caller, Optional<StoredDraft> draft, TenantDefinitions before, PublicationPlanner planner) {
        WantedChange wanted = wanted(change, caller, draft, before);
        DefinitionId id = change.name().id();
        List<DefinitionRevision> revisions = before.revisions(id);
        String newest = revisions.isEmpty() ? "" : before.text(id, revisions.getLast().number());
        PlannedChange planned = planner.plan(wanted, revisions, newest);
        return new Step(change, wanted, planned, planned.isNothing() ? Optional.empty() : compiled(wanted),
                draft.filter(each -> change.content() instanceof Content.Draft || says(each, wanted)));
    }

    private static boolean says(StoredDraft draft, WantedChange wanted) {
        return draft.retire == wanted.retires() && draft.text.equals(wanted.text().orElse(""));
    }

    private Optional<CompiledText<?>> compiled(WantedChange wanted) {
        DefinitionId id = wanted.name().id();
        return wanted.text().map(text -> kinds.of(id).compile(id.id(), text));
    }

    private static WantedChange wanted(Change change, String caller, Optional<StoredDraft> draft, TenantDefinitions before) {
        DefinitionName name = change.name();
        return switch (change.content()) {
            case Content.Text(String text) -> new WantedChange(name, Optional.of(text),
                    draft.filter(each -> each.text.equals(text)).map(each -> each.author).orElse(caller), change.baseRevision(), 0);
            case Content.End() -> new WantedChange(name, Optional.empty(), caller, change.baseRevision(), 0);
            case Content.Draft() -> {
                StoredDraft stored = draft.orElseThrow(() -> new Refusal.NotFound(name.toString(), name + " has no draft"));
                yield new WantedChange(name, stored.retire ? Optional.empty() : Optional.of(stored.text), stored.author,
                        change.baseRevision().isPresent() ? change.baseRevision() : OptionalInt.of(stored.baseRevision), 0);
            }
            case Content.Again(int number) -> {
                DefinitionRevision earlier = before.revisions(name.id()).stream().filter(each -> each.number() == number).findFirst()
                        .orElseThrow(() -> new Refusal.NotFound(name.revision(number), name + " has no revision " + number));
                if (earlier.retired()) {
                    throw new Refusal.FailedPrecondition(name.revision(number) + " retires the definition: there is no text to go back to");
                }
                yield new WantedChange(name, Optional.of(before.text(name.id(), number)), earlier.author(), change.baseRevision(), number);
            }
        };
    }

    /// @return warnings
    private List<NamedProblem> requirePublishable(PublicationRequest request, TenantDefinitions before, List<Step> steps) {
        Map<DefinitionId, Optional<CompiledText<?>>> changed = new TreeMap<>();
        steps.stream().filter(step -> !step.planned().isNothing())
                .forEach(step -> changed.put(step.change().name().id(), step.compiled()));
        ChangedTexts texts = new ChangedTexts(before, changed);
        TextChecks checks = new TextChecks(request.tenant(), kinds.byCollection());
        List<Step> changing = steps.stream().filter(step -> !step.planned().isNothing()).toList();
        changing.forEach(step -> requireUnused(step, checks, texts));
        List<NamedProblem> problems = checks.problems(texts);
        if (problems.stream().anyMatch(each -> each.problem().isError())) {
            throw invalid(steps, problems.stream().filter(each -> each.problem().isError()).toList());
        }
        changing.forEach(this::requireApproved);
        return problems;
    }

    private static Refusal.InvalidArgument invalid(List<Step> steps, List<NamedProblem> errors) {
        Map<DefinitionName, String> fields = new LinkedHashMap<>();
        steps.forEach(step -> fields.put(step.change().name(), step.change().field()
                + (step.change().content() instanceof Content.Text ? "text" : "name")));
        String all = errors.stream().map(NamedProblem::toString).collect(Collectors.joining("; "));
        return new Refusal.InvalidArgument(errors.size() == 1 ? all : errors.size() + " problems: " + all, errors.stream()
                .map(each -> new Refusal.Violation(fields.getOrDefault(each.name(), each.name().toString()), "", each.problem().toString()))
                .toList());
    }

    private void requireUnused(Step step, TextChecks checks, ChangedTexts texts) {
        if (step.wanted().retires()) {
            DefinitionName name = step.change().name();
            if (kinds.of(name.id()).isRequired(name.id().id())) {
                throw new Refusal.FailedPrecondition(name + " cannot be retired, since every account needs it: publish another text");
            }
            List<DefinitionName> users = checks.users(name.id(), texts);
            if (!users.isEmpty()) {
                throw new Refusal.FailedPrecondition(name + " is used by "
                        + users.stream().map(DefinitionName::toString).collect(Collectors.joining(", "))
                        + ": change them first, or with it");
            }
        }
    }

    /// A text that is published again has been approved before.
    private void requireApproved(Step step) {
        if (secondPerson && !(step.change().content() instanceof Content.Again)
                && step.draft().filter(draft -> says(draft, step.wanted()) && draft.approver != null).isEmpty()) {
            throw new Refusal.FailedPrecondition("a second person has to approve the change of " + step.change().name()
                    + ": save it as a draft, let another person approve that, and publish it then");
        }
    }
}
