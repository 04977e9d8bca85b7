package dev.bellwether.cli.sources;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.ListSourcesRequest;
import dev.bellwether.ingestion.v1.ListSourcesResponse;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Show the sources of a tenant: what they have sent and what they may send.")
final class ListSources implements Callable<Integer> {

    record Result(String tenant, List<SourceView> sources) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        List<SourceView> sources = new ArrayList<>();
        try (Connection connection = platform.connect()) {
            ListSourcesRequest.Builder request = ListSourcesRequest.newBuilder().setParent(tenant.parent());
            do {
                ListSourcesResponse page = connection.sources().listSources(request.build());
                page.getSourcesList().stream().map(SourceView::of).forEach(sources::add);
                request.setPageToken(page.getNextPageToken());
            } while (!request.getPageToken().isEmpty());
        }
        output.print(new Result(tenant.id(), sources), out -> print(sources, out));
        return 0;
    }

    private void print(List<SourceView> sources, PrintStream out) {
        if (sources.isEmpty()) {
            out.println("The tenant " + tenant.id() + " has no source yet: './bellwether sources create <id> --tenant " + tenant.id() + "' makes one.");
        } else {
            SourceView.print(sources, out);
        }
    }
}
