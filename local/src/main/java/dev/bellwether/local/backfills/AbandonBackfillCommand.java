package dev.bellwether.local.backfills;

import dev.bellwether.local.cli.Output;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.connection.PlatformOption;
import dev.bellwether.local.connection.TenantOption;
import dev.bellwether.local.sending.Backfills;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "abandon", description = {"End one whose past is not to be told of.",
        "Its facts stay and count from now on; no day before today is closed for its accounts."})
final class AbandonBackfillCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<backfill>", description = "As 'backfills list' names it.")
    private String id;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            BackfillView ended = BackfillView.of(new Backfills(connection, tenant.id()).abandon(id));
            output.print(ended, out -> out.println(id + " is abandoned: what was sent under it stays, and counts from now on."));
            return 0;
        }
    }
}
