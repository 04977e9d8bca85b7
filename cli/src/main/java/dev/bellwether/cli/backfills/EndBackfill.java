package dev.bellwether.cli.backfills;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.Backfill;
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

    abstract Backfill end(ResumableBackfills backfills, String id);

    /// What follows from it, for the operator, as in "is finished: …".
    abstract String outcome();

    @Override
    public final Integer call() {
        try (Connection connection = platform.connect()) {
            BackfillView ended = BackfillView.of(end(new ResumableBackfills(connection, tenant.id()), id));
            output.print(ended, out -> out.println(id + " " + outcome()));
            return 0;
        }
    }
}
