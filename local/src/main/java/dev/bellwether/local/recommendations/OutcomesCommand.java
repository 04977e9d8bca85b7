package dev.bellwether.local.recommendations;

import dev.bellwether.local.cli.Output;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.connection.PlatformOption;
import dev.bellwether.local.connection.TenantOption;
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
