package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import dev.bellwether.playbooks.playbook.PlaybookVersion;
import dev.bellwether.playbooks.v1.GetPlaybookRequest;
import dev.bellwether.playbooks.v1.ListPlaybooksRequest;
import dev.bellwether.playbooks.v1.ListPlaybooksResponse;
import dev.bellwether.playbooks.v1.Playbook;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/// The calls about playbooks, the same over gRPC and REST. Today every tenant has the same ones.
@Singleton
public final class PlaybookCalls {
    private final PlaybookCatalog catalog;

    PlaybookCalls(PlaybookCatalog catalog) {
        this.catalog = catalog;
    }

    /// By id.
    public ListPlaybooksResponse list(ListPlaybooksRequest request) {
        String tenant = ResourceNames.parseTenant("parent", request.getParent());
        int size = PageToken.size(request);
        String last = PageToken.position(request, 1).stream().findAny().orElse("");
        List<PlaybookVersion> rest = catalog.versions().stream()
                .filter(each -> each.playbook().id().compareTo(last) > 0)
                .toList();
        var response = ListPlaybooksResponse.newBuilder();
        rest.stream().limit(size).forEach(each -> response.addPlaybooks(PlaybookMessages.message(tenant, each)));
        if (rest.size() > size) {
            response.setNextPageToken(PageToken.of(request, rest.get(size - 1).playbook().id()));
        }
        return response.build();
    }

    public Playbook get(GetPlaybookRequest request) {
        var name = Names.playbook(request.getName());
        return catalog.find(name.id())
                .map(each -> PlaybookMessages.message(name.tenant(), each))
                .orElseThrow(() -> new Refusal.NotFound(request.getName(), "There is no playbook '" + name.id() + "'; there are "
                        + catalog.versions().stream().map(each -> each.playbook().id()).collect(Collectors.joining(", ")) + "."));
    }
}
