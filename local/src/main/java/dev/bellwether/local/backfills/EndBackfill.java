package dev.bellwether.local.backfills;

import dev.bellwether.ingestion.v1.Backfill;
import dev.bellwether.local.cli.Output;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.connection.PlatformOption;
import dev.bellwether.local.connection.TenantOption;
import dev.bellwether.local.sending.Backfills;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Ends a backfill that was left open, in one way or another.
abstract class EndBackfill implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<backfill>", description = "As 'backfills list' names it.")
    private String id;

    abstract Backfill end(Backfills backfills, String id);

    /// What follows from it, for the operator, as in "is finished: …".
    abstract String outcome();

    @Override
    public final Integer call() {
        try (Connection connection = platform.connect()) {
            BackfillView ended = BackfillView.of(end(new Backfills(connection, tenant.id()), id));
            output.print(ended, out -> out.println(id + " " + outcome()));
            return 0;
        }
    }
}
