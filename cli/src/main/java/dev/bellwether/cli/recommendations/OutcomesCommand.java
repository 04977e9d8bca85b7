package dev.bellwether.cli.recommendations;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.connection.TenantQuery;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(name = "outcomes", description = "Show what has come of the recommendations, by playbook.")
public final class OutcomesCommand extends TenantQuery<OutcomeSummary> {

    @Override
    protected OutcomeSummary ask(Connection connection, TenantOption tenant) {
        return OutcomeSummary.of(connection, tenant.id());
    }

    @Override
    protected void print(OutcomeSummary summary, PrintStream out) {
        summary.print(out);
    }
}
