package dev.bellwether.cli.sources;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.connection.TenantQuery;
import dev.bellwether.ingestion.v1.ListSourcesRequest;
import dev.bellwether.ingestion.v1.ListSourcesResponse;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Show the sources of a tenant: what they have sent and what they may send.")
final class ListSources extends TenantQuery<ListSources.Result> {

    record Result(String tenant, List<SourceView> sources) {}

    @Override
    protected Result ask(Connection connection, TenantOption tenant) {
        ListSourcesRequest.Builder request = ListSourcesRequest.newBuilder().setParent(tenant.parent());
        return new Result(tenant.id(), Pages.all(token -> connection.sources().listSources(request.setPageToken(token).build()),
                ListSourcesResponse::getNextPageToken, ListSourcesResponse::getSourcesList).stream().map(SourceView::of).toList());
    }

    @Override
    protected void print(Result result, PrintStream out) {
        if (result.sources().isEmpty()) {
            out.println("The tenant " + result.tenant() + " has no source yet: './bellwether sources create <id> --tenant "
                    + result.tenant() + "' makes one.");
        } else {
            SourceView.print(result.sources(), out);
        }
    }
}
