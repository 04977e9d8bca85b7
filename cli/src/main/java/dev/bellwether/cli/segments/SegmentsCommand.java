package dev.bellwether.cli.segments;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.connection.TenantQuery;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(name = "segments", description = "Show the segments: accounts, revenue, and what there is to do.")
public final class SegmentsCommand extends TenantQuery<SegmentSummary> {

    @Override
    protected SegmentSummary ask(Connection connection, TenantOption tenant) {
        return SegmentSummary.of(connection, tenant.id());
    }

    @Override
    protected void print(SegmentSummary summary, PrintStream out) {
        summary.print(out);
    }
}
