package dev.bellwether.chassis.definition.service;

import dev.bellwether.chassis.access.Caller;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.definition.DefinitionDrafts;
import dev.bellwether.chassis.definition.DefinitionLifecycle;
import dev.bellwether.chassis.definition.DefinitionReader.RevisionText;
import dev.bellwether.chassis.definition.DefinitionView;
import dev.bellwether.chassis.definition.PublicationOutcome;
import dev.bellwether.chassis.definition.PublicationRequest;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.definitions.v1.ApproveDefinitionRequest;
import dev.bellwether.definitions.v1.CheckDefinitionsRequest;
import dev.bellwether.definitions.v1.CheckDefinitionsResponse;
import dev.bellwether.definitions.v1.CreateDefinitionRequest;
import dev.bellwether.definitions.v1.Definition;
import dev.bellwether.definitions.v1.DefinitionsGrpc.DefinitionsImplBase;
import dev.bellwether.definitions.v1.DeleteDraftRequest;
import dev.bellwether.definitions.v1.DeleteDraftResponse;
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
import dev.bellwether.definitions.v1.UpdateDefinitionRequest;
import io.grpc.stub.StreamObserver;
import java.util.List;

/// The life cycle of a service's kinds over gRPC. A service makes it a bean:
///
/// ```java
/// @GrpcService
/// class SegmentationDefinitionsGrpcService extends DefinitionsBase {
///     SegmentationDefinitionsGrpcService(DefinitionLifecycle lifecycle) {
///         super(lifecycle);
///     }
/// }
/// ```
public abstract class DefinitionsBase extends DefinitionsImplBase {

    private static final ResourcePattern COLLECTION = ResourcePattern.of("tenants/{tenant}/{kind}");

    private final DefinitionLifecycle lifecycle;

    protected DefinitionsBase(DefinitionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void listDefinitions(ListDefinitionsRequest request, StreamObserver<ListDefinitionsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            List<String> parent = COLLECTION.parse("parent", request.getParent());
            String tenant = ResourceNames.requireTenant("parent", parent.getFirst());
            int size = PageToken.size(request);
            List<String> position = PageToken.position(request, 1);
            List<DefinitionView> found =
                    lifecycle.reader().list(tenant, parent.getLast(), position.isEmpty() ? "" : position.getFirst(), size + 1);
            ListDefinitionsResponse.Builder page = ListDefinitionsResponse.newBuilder();
            found.stream().limit(size).map(DefinitionMessages::message).forEach(page::addDefinitions);
            if (found.size() > size) {
                page.setNextPageToken(PageToken.of(request, found.get(size - 1).name().id().id()));
            }
            return page.build();
        });
    }

    @Override
    public void getDefinition(GetDefinitionRequest request, StreamObserver<Definition> caller) {
        VirtualCalls.answer(caller, () -> definition(DefinitionName.parse("name", request.getName())));
    }

    @Override
    public void createDefinition(CreateDefinitionRequest request, StreamObserver<Definition> caller) {
        VirtualCalls.answer(caller, () -> {
            List<String> parent = COLLECTION.parse("parent", request.getParent());
            DefinitionName name = new DefinitionName(ResourceNames.requireTenant("parent", parent.getFirst()),
                    new DefinitionId(parent.getLast(), request.getDefinitionId()));
            lifecycle.drafts().create(name, edit(request.getDefinition()));
            return definition(name);
        });
    }

    @Override
    public void updateDefinition(UpdateDefinitionRequest request, StreamObserver<Definition> caller) {
        VirtualCalls.answer(caller, () -> {
            Definition given = request.getDefinition();
            DefinitionName name = DefinitionName.parse("definition.name", given.getName());
            lifecycle.drafts().update(name, edit(given), given.getDraft().getEtag());
            return definition(name);
        });
    }

    @Override
    public void deleteDraft(DeleteDraftRequest request, StreamObserver<DeleteDraftResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            lifecycle.drafts().delete(DefinitionName.parse("name", request.getName()), request.getEtag(), caller());
            return DeleteDraftResponse.getDefaultInstance();
        });
    }

    @Override
    public void approveDefinition(ApproveDefinitionRequest request, StreamObserver<Definition> caller) {
        VirtualCalls.answer(caller, () -> {
            DefinitionName name = DefinitionName.parse("name", request.getName());
            lifecycle.drafts().approve(name, request.getEtag(), caller());
            return definition(name);
        });
    }

    @Override
    public void checkDefinitions(CheckDefinitionsRequest request, StreamObserver<CheckDefinitionsResponse> caller) {
        VirtualCalls.answer(caller, () -> CheckDefinitionsResponse.newBuilder()
                .addAllProblems(lifecycle.publisher()
                        .check(ResourceNames.parseTenant("parent", request.getParent()),
                                PublicationMessages.changes(request.getChangesList()), caller())
                        .stream().map(PublicationMessages::message).toList())
                .build());
    }

    @Override
    public void publishDefinitions(PublishDefinitionsRequest request, StreamObserver<PublishDefinitionsResponse> caller) {
        VirtualCalls.answer(caller, () -> publish(PublicationMessages.request(request, caller()), request.getValidateOnly()));
    }

    @Override
    public void revertDefinition(RevertDefinitionRequest request, StreamObserver<PublishDefinitionsResponse> caller) {
        VirtualCalls.answer(caller, () -> publish(PublicationMessages.request(request, caller()), request.getValidateOnly()));
    }

    @Override
    public void listRevisions(ListRevisionsRequest request, StreamObserver<ListRevisionsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            DefinitionName name = DefinitionName.parse("parent", request.getParent());
            int size = PageToken.size(request);
            List<String> position = PageToken.position(request, 1);
            int before = position.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(position.getFirst());
            List<DefinitionRevision> found = lifecycle.reader().revisions(name, before, size + 1);
            ListRevisionsResponse.Builder page = ListRevisionsResponse.newBuilder();
            found.stream().limit(size).map(each -> DefinitionMessages.message(name, each, "")).forEach(page::addRevisions);
            if (found.size() > size) {
                page.setNextPageToken(PageToken.of(request, Integer.toString(found.get(size - 1).number())));
            }
            return page.build();
        });
    }

    @Override
    public void getRevision(GetRevisionRequest request, StreamObserver<Revision> caller) {
        VirtualCalls.answer(caller, () -> {
            DefinitionName.OfRevision name = DefinitionName.parseRevision("name", request.getName());
            RevisionText found = lifecycle.reader().revision(name.definition(), name.revision());
            return DefinitionMessages.message(name.definition(), found.revision(), found.text());
        });
    }

    private PublishDefinitionsResponse publish(PublicationRequest request, boolean planOnly) {
        PublicationOutcome outcome = planOnly ? lifecycle.publisher().plan(request) : lifecycle.publisher().publish(request);
        return PublicationMessages.message(outcome);
    }

    private Definition definition(DefinitionName name) {
        return DefinitionMessages.message(lifecycle.reader().get(name));
    }

    private static DefinitionDrafts.Edit edit(Definition given) {
        return DefinitionMessages.edit(given.getDraft(), caller());
    }

    private static String caller() {
        return Caller.current().name();
    }
}
