package dev.bellwether.cli.backfills;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.cli.terminal.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Show the backfills of a tenant, the one that was begun last first.")
final class ListBackfillsCommand implements Callable<Integer> {

    record Result(String tenant, List<BackfillView> backfills) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        List<BackfillView> backfills;
        try (Connection connection = platform.connect()) {
            backfills = new ResumableBackfills(connection, tenant.id()).list().stream().map(BackfillView::of).toList();
        }
        output.print(new Result(tenant.id(), backfills), out -> print(backfills, out));
        return 0;
    }

    private void print(List<BackfillView> backfills, PrintStream out) {
        if (backfills.isEmpty()) {
            out.println("The tenant " + tenant.id() + " has had no backfill.");
            return;
        }
        Table table = new Table("Backfill", "State", "Begun", "Finished", "Events", "Sources");
        backfills.forEach(backfill -> table.row(backfill.id(), backfill.state(), backfill.begun().toString(),
                backfill.finished().map(Instant::toString).orElse(""), Numbers.count(backfill.events()), String.join(", ", backfill.sources())));
        table.print(out);
        backfills.stream().filter(BackfillView::isOpen).forEach(open -> out.println("The accounts of " + open.id()
                + " are evaluated when it ends. Importing the same files again goes on with an import; './bellwether backfills finish " + open.id()
                + " --tenant " + tenant.id() + "' takes what was sent for all of it, 'backfills abandon' leaves its past untold."));
    }
}
