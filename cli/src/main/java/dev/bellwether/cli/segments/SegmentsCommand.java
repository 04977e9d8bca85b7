package dev.bellwether.cli.segments;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "segments", description = "Show the twelve segments: accounts, revenue, and what there is to do.")
public final class SegmentsCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            SegmentSummary summary = SegmentSummary.of(connection, tenant.id());
            output.print(summary, summary::print);
            return 0;
        }
    }
}
