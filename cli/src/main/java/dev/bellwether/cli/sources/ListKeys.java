package dev.bellwether.cli.sources;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.connection.TenantQuery;
import dev.bellwether.ingestion.v1.ListWriteKeysRequest;
import dev.bellwether.ingestion.v1.ListWriteKeysResponse;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "keys", description = "Show the write keys of a source, newest first, without what is secret of them.")
final class ListKeys extends TenantQuery<ListKeys.Result> {

    record Result(String source, List<KeyView> keys) {}

    @Parameters(paramLabel = "<source>", description = "The source's id.")
    private String source;

    @Override
    protected Result ask(Connection connection, TenantOption tenant) {
        ListWriteKeysRequest.Builder request = ListWriteKeysRequest.newBuilder().setParent(tenant.parent() + "/sources/" + source);
        return new Result(source, Pages.all(token -> connection.sources().listWriteKeys(request.setPageToken(token).build()),
                ListWriteKeysResponse::getNextPageToken, ListWriteKeysResponse::getKeysList).stream().map(KeyView::of).toList());
    }

    @Override
    protected void print(Result result, PrintStream out) {
        KeyView.print(result.keys(), out);
    }
}
