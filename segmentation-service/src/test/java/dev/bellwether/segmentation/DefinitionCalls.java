package dev.bellwether.segmentation;

import dev.bellwether.definitions.v1.CheckDefinitionsRequest;
import dev.bellwether.definitions.v1.Definition;
import dev.bellwether.definitions.v1.DefinitionChange;
import dev.bellwether.definitions.v1.DefinitionsGrpc.DefinitionsBlockingStub;
import dev.bellwether.definitions.v1.Draft;
import dev.bellwether.definitions.v1.GetDefinitionRequest;
import dev.bellwether.definitions.v1.GetRevisionRequest;
import dev.bellwether.definitions.v1.ListRevisionsRequest;
import dev.bellwether.definitions.v1.PlannedChange;
import dev.bellwether.definitions.v1.Problem;
import dev.bellwether.definitions.v1.PublishDefinitionsRequest;
import dev.bellwether.definitions.v1.PublishDefinitionsResponse;
import dev.bellwether.definitions.v1.RevertDefinitionRequest;
import dev.bellwether.definitions.v1.Revision;
import dev.bellwether.definitions.v1.UpdateDefinitionRequest;
import java.util.List;

/// What a client does with a tenant's lifecycle scheme.
record DefinitionCalls(DefinitionsBlockingStub definitions, String tenant) {

    String name() {
        return "tenants/" + tenant + "/schemes/lifecycle";
    }

    Definition get() {
        return definitions.getDefinition(GetDefinitionRequest.newBuilder().setName(name()).build());
    }

    Definition edit(String text, String etag) {
        return definitions.updateDefinition(UpdateDefinitionRequest.newBuilder()
                .setDefinition(Definition.newBuilder().setName(name()).setDraft(Draft.newBuilder().setText(text).setEtag(etag))).build());
    }

    List<Problem> check(String text) {
        return definitions.checkDefinitions(CheckDefinitionsRequest.newBuilder().setParent("tenants/" + tenant)
                .addChanges(change().setText(text)).build()).getProblemsList();
    }

    DefinitionChange.Builder change() {
        return DefinitionChange.newBuilder().setName(name());
    }

    PublishDefinitionsRequest.Builder publication(DefinitionChange.Builder change) {
        return PublishDefinitionsRequest.newBuilder().setParent("tenants/" + tenant).addChanges(change);
    }

    PublishDefinitionsResponse publish(PublishDefinitionsRequest.Builder request) {
        return definitions.publishDefinitions(request.build());
    }

    PlannedChange publish(String text) {
        return publish(publication(change().setText(text))).getChanges(0);
    }

    PlannedChange publish(String text, int base) {
        return publish(publication(change().setText(text).setBaseRevision(base))).getChanges(0);
    }

    PublishDefinitionsResponse revert(int revision) {
        return definitions.revertDefinition(RevertDefinitionRequest.newBuilder().setName(name()).setRevision(revision)
                .setReason("too many at risk").build());
    }

    List<Revision> revisions() {
        return definitions.listRevisions(ListRevisionsRequest.newBuilder().setParent(name()).build()).getRevisionsList();
    }

    Revision revision(int number) {
        return definitions.getRevision(GetRevisionRequest.newBuilder().setName(name() + "/revisions/" + number).build());
    }
}
