package dev.bellwether.local.segments;

import dev.bellwether.local.cli.Output;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.connection.PlatformOption;
import dev.bellwether.local.connection.TenantOption;
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
