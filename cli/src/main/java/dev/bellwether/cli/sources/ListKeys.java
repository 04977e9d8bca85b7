package dev.bellwether.cli.sources;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.ListWriteKeysRequest;
import dev.bellwether.ingestion.v1.ListWriteKeysResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "keys", description = "Show the write keys of a source, newest first, without what is secret of them.")
final class ListKeys implements Callable<Integer> {

    record Result(String source, List<KeyView> keys) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<source>", description = "The source's id.")
    private String source;

    @Override
    public Integer call() {
        List<KeyView> keys = new ArrayList<>();
        try (Connection connection = platform.connect()) {
            ListWriteKeysRequest.Builder request = ListWriteKeysRequest.newBuilder().setParent(tenant.parent() + "/sources/" + source);
            do {
                ListWriteKeysResponse page = connection.sources().listWriteKeys(request.build());
                page.getKeysList().stream().map(KeyView::of).forEach(keys::add);
                request.setPageToken(page.getNextPageToken());
            } while (!request.getPageToken().isEmpty());
        }
        output.print(new Result(source, keys), out -> KeyView.print(keys, out));
        return 0;
    }
}
