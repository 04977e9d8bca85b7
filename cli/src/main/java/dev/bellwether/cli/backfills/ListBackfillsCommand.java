package dev.bellwether.cli.backfills;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.connection.TenantQuery;
import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Show the backfills of a tenant, the one that was begun last first.")
final class ListBackfillsCommand extends TenantQuery<ListBackfillsCommand.Result> {

    record Result(String tenant, List<BackfillView> backfills) {}

    @Override
    protected Result ask(Connection connection, TenantOption tenant) {
        return new Result(tenant.id(), new ResumableBackfills(connection, tenant.id()).list().stream().map(BackfillView::of).toList());
    }

    @Override
    protected void print(Result result, PrintStream out) {
        List<BackfillView> backfills = result.backfills();
        if (backfills.isEmpty()) {
            out.println("The tenant " + result.tenant() + " has had no backfill.");
            return;
        }
        Table table = new Table("Backfill", "State", "Begun", "Finished", "Events", "Sources");
        backfills.forEach(backfill -> table.row(backfill.id(), backfill.state(), backfill.begun().toString(),
                backfill.finished().map(Instant::toString).orElse(""), Numbers.count(backfill.events()),
                String.join(", ", backfill.sources())));
        table.print(out);
        backfills.stream().filter(BackfillView::isOpen).forEach(open -> out.println("The accounts of " + open.id()
                + " are evaluated when it ends. Importing the same files again goes on with an import; './bellwether backfills finish "
                + open.id()
                + " --tenant " + result.tenant() + "' takes what was sent for all of it, 'backfills abandon' leaves its past untold."));
    }
}
