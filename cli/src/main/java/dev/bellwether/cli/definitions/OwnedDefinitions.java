package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.definitions.v1.CheckDefinitionsRequest;
import dev.bellwether.definitions.v1.Definition;
import dev.bellwether.definitions.v1.DefinitionChange;
import dev.bellwether.definitions.v1.DefinitionsGrpc.DefinitionsBlockingStub;
import dev.bellwether.definitions.v1.GetDefinitionRequest;
import dev.bellwether.definitions.v1.GetRevisionRequest;
import dev.bellwether.definitions.v1.ListDefinitionsRequest;
import dev.bellwether.definitions.v1.ListDefinitionsResponse;
import dev.bellwether.definitions.v1.ListRevisionsRequest;
import dev.bellwether.definitions.v1.ListRevisionsResponse;
import dev.bellwether.definitions.v1.PublishDefinitionsRequest;
import dev.bellwether.definitions.v1.PublishDefinitionsResponse;
import dev.bellwether.definitions.v1.RevertDefinitionRequest;
import dev.bellwether.definitions.v1.Revision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A tenant's definitions in the services that own them.
final class OwnedDefinitions {

    /// To check and publish many texts takes longer than other calls.
    private static final int MINUTES = 5;

    private final Connection connection;
    private final TenantOption tenant;

    OwnedDefinitions(Connection connection, TenantOption tenant) {
        this.connection = connection;
        this.tenant = tenant;
    }

    /// The folder's texts, to be checked or published.
    static List<DefinitionChange> changes(TenantOption tenant, DefinitionFolder folder) {
        List<DefinitionChange> changes = new ArrayList<>();
        folder.texts().forEach((id, text) -> changes.add(DefinitionChange.newBuilder().setName(tenant.parent() + "/" + id).setText(text)
                .build()));
        return changes;
    }

    /// All that is wrong with them, each service asked once.
    List<FileProblem> check(List<DefinitionChange> changes) {
        List<FileProblem> problems = new ArrayList<>();
        byOwner(changes).forEach((owner, theirs) -> patient(owner)
                .checkDefinitions(CheckDefinitionsRequest.newBuilder().setParent(tenant.parent()).addAllChanges(theirs).build())
                .getProblemsList().forEach(problem -> problems.add(FileProblem.of(tenant.parent(), problem))));
        return problems;
    }

    /// One service after the other: each publishes all that is its own, or nothing.
    ///
    /// @param request with all changes
    PublishDefinitionsResponse publish(PublishDefinitionsRequest request) {
        PublishDefinitionsResponse.Builder all = PublishDefinitionsResponse.newBuilder();
        byOwner(request.getChangesList()).forEach((owner, theirs) -> all.mergeFrom(patient(owner)
                .publishDefinitions(request.toBuilder().clearChanges().addAllChanges(theirs).build())));
        return all.build();
    }

    PublishDefinitionsResponse revert(DefinitionId id, RevertDefinitionRequest request) {
        return patient(owner(id)).revertDefinition(request);
    }

    /// All that there are, without texts.
    SortedMap<DefinitionId, Definition> all() {
        SortedMap<DefinitionId, Definition> all = new TreeMap<>();
        for (OwnedKind kind : OwnedKind.values()) {
            ListDefinitionsRequest.Builder request =
                    ListDefinitionsRequest.newBuilder().setParent(tenant.parent() + "/" + kind.collection());
            Pages.forEach(token -> connection.definitions(kind.owner()).listDefinitions(request.setPageToken(token).build()),
                    ListDefinitionsResponse::getNextPageToken,
                    page -> page.getDefinitionsList().forEach(definition -> all.put(
                            FolderName.answered(tenant.parent(), kind, definition.getName()).orElseThrow(() -> new CommandException(
                                    kind.owner().module() + " tells of a definition '" + definition.getName() + "', which cannot be one.")),
                            definition)));
        }
        return all;
    }

    /// What decides the day, with its texts.
    ///
    /// @param day absent for today, by the services' clocks
    SortedMap<DefinitionId, Revision> inForce(Optional<LocalDate> day) {
        SortedMap<DefinitionId, Revision> inForce = new TreeMap<>();
        all().forEach((id, definition) -> {
            int number = day.map(given -> onDay(id, given)).orElse(definition.getInForce());
            if (number > 0) {
                Revision revision = revision(id, number);
                if (!revision.getRetired()) {
                    inForce.put(id, revision);
                }
            }
        });
        return inForce;
    }

    private int onDay(DefinitionId id, LocalDate day) {
        return revisions(id).stream().filter(revision -> !revision.hasFirstDay() || !Dates.day(revision.getFirstDay()).isAfter(day))
                .findFirst().map(Revision::getRevision).orElse(0);
    }

    Definition get(DefinitionId id) {
        return stub(id).getDefinition(GetDefinitionRequest.newBuilder().setName(name(id)).build());
    }

    /// Newest first, without texts.
    List<Revision> revisions(DefinitionId id) {
        ListRevisionsRequest.Builder request = ListRevisionsRequest.newBuilder().setParent(name(id));
        return Pages.all(token -> stub(id).listRevisions(request.setPageToken(token).build()), ListRevisionsResponse::getNextPageToken,
                ListRevisionsResponse::getRevisionsList);
    }

    Revision revision(DefinitionId id, int number) {
        return stub(id).getRevision(GetRevisionRequest.newBuilder().setName(name(id) + "/revisions/" + number).build());
    }

    /// As in `tenants/acme/schemes/lifecycle`.
    String name(DefinitionId id) {
        return tenant.parent() + "/" + id;
    }

    private DefinitionsBlockingStub stub(DefinitionId id) {
        return connection.definitions(owner(id));
    }

    private DefinitionsBlockingStub patient(Service owner) {
        return connection.definitions(owner).withDeadlineAfter(MINUTES, TimeUnit.MINUTES);
    }

    private static Service owner(DefinitionId id) {
        return OwnedKind.of(id.kind()).orElseThrow().owner();
    }

    private Map<Service, List<DefinitionChange>> byOwner(List<DefinitionChange> changes) {
        Map<Service, List<DefinitionChange>> byOwner = new EnumMap<>(Service.class);
        changes.forEach(change -> byOwner.computeIfAbsent(owner(change), _ -> new ArrayList<>()).add(change));
        return byOwner;
    }

    private Service owner(DefinitionChange change) {
        return OwnedKind.of(change.getName().substring(tenant.parent().length() + 1).split("/")[0]).orElseThrow().owner();
    }
}
