package dev.bellwether.chassis.definition.service;

import com.google.type.Date;
import dev.bellwether.chassis.definition.PublicationOutcome;
import dev.bellwether.chassis.definition.PublicationRequest;
import dev.bellwether.chassis.definition.PublicationRequest.Content;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.plan.NamedProblem;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.definitions.v1.DefinitionChange;
import dev.bellwether.definitions.v1.PlannedChange;
import dev.bellwether.definitions.v1.Problem;
import dev.bellwether.definitions.v1.PublishDefinitionsRequest;
import dev.bellwether.definitions.v1.PublishDefinitionsResponse;
import dev.bellwether.definitions.v1.RevertDefinitionRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

final class PublicationMessages {

    private PublicationMessages() {}

    static PublicationRequest request(PublishDefinitionsRequest request, String caller) {
        return new PublicationRequest(ResourceNames.parseTenant("parent", request.getParent()), changes(request.getChangesList()),
                firstDay(request.hasFirstDay(), request.getFirstDay()), request.getReason(), request.getPlaysAct(), caller);
    }

    static PublicationRequest request(RevertDefinitionRequest request, String caller) {
        DefinitionName name = DefinitionName.parse("name", request.getName());
        var change = new PublicationRequest.Change("", name, new Content.Again(request.getRevision()),
                base(request.hasBaseRevision(), request.getBaseRevision()));
        return new PublicationRequest(name.tenant(), List.of(change), firstDay(request.hasFirstDay(), request.getFirstDay()),
                request.getReason(), request.getPlaysAct(), caller);
    }

    static List<PublicationRequest.Change> changes(List<DefinitionChange> changes) {
        return IntStream.range(0, changes.size()).mapToObj(i -> change("changes[" + i + "].", changes.get(i))).toList();
    }

    private static PublicationRequest.Change change(String field, DefinitionChange change) {
        return new PublicationRequest.Change(field, DefinitionName.parse(field + "name", change.getName()), content(field, change),
                base(change.hasBaseRevision(), change.getBaseRevision()));
    }

    private static OptionalInt base(boolean given, int revision) {
        return given ? OptionalInt.of(revision) : OptionalInt.empty();
    }

    private static Content content(String field, DefinitionChange change) {
        return switch (change.getChangeCase()) {
            case TEXT -> new Content.Text(change.getText());
            case DRAFT -> new Content.Draft();
            case RETIRE -> new Content.End();
            case CHANGE_NOT_SET -> throw new Refusal.InvalidArgument(field + "change", "give a text, or draft, or retire");
        };
    }

    private static Optional<LocalDate> firstDay(boolean given, Date day) {
        return given ? Optional.of(Dates.day("first_day", day)) : Optional.empty();
    }

    static PublishDefinitionsResponse message(PublicationOutcome outcome) {
        return PublishDefinitionsResponse.newBuilder()
                .addAllChanges(outcome.changes().stream().map(PublicationMessages::message).toList())
                .addAllProblems(outcome.warnings().stream().map(PublicationMessages::message).toList())
                .setFirstDay(Dates.date(outcome.firstDay()))
                .build();
    }

    private static PlannedChange message(dev.bellwether.chassis.definition.plan.PlannedChange change) {
        return PlannedChange.newBuilder()
                .setName(change.name().toString())
                .setAction(switch (change.action()) {
                    case CREATE -> PlannedChange.Action.CREATE;
                    case UPDATE -> PlannedChange.Action.UPDATE;
                    case RETIRE -> PlannedChange.Action.RETIRE;
                    case NONE -> PlannedChange.Action.NONE;
                })
                .setFromRevision(change.from())
                .setToRevision(change.to())
                .setDiff(change.diff())
                .addAllSupersededBeforeForce(change.supersededBeforeForce())
                .build();
    }

    static Problem message(NamedProblem named) {
        return Problem.newBuilder()
                .setName(named.name().toString())
                .setSeverity(switch (named.problem().severity()) {
                    case ERROR -> Problem.Severity.ERROR;
                    case WARNING -> Problem.Severity.WARNING;
                })
                .setField(named.problem().field())
                .setLine(named.problem().line())
                .setColumn(named.problem().column())
                .setMessage(named.problem().message())
                .setSuggestion(named.problem().suggestion())
                .build();
    }
}
