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

@Command(name = "finish", description = {"End one, when all of it was sent: the days of its past are closed, and its accounts evaluated.",
        "Finishing twice changes nothing."})
final class FinishBackfillCommand implements Callable<Integer> {

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
            BackfillView ended = BackfillView.of(new Backfills(connection, tenant.id()).finish(id));
            output.print(ended, out -> out.println(id + " is finished: its accounts are being evaluated, day by day of their past."));
            return 0;
        }
    }
}
