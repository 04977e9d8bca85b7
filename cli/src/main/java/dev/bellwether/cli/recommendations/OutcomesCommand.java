package dev.bellwether.cli.recommendations;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "outcomes", description = "Show what has come of the recommendations, by playbook.")
public final class OutcomesCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            OutcomeSummary summary = OutcomeSummary.of(connection, tenant.id());
            output.print(summary, summary::print);
            return 0;
        }
    }
}
