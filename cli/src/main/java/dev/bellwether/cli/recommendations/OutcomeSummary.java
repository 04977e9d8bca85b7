package dev.bellwether.cli.recommendations;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.segments.SegmentSummary;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.playbooks.v1.SummarizeOutcomesRequest;
import dev.bellwether.playbooks.v1.SummarizeOutcomesResponse;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What has come of a tenant's recommendations, as the command line shows it.
public record OutcomeSummary(String tenant, List<Row> playbooks) {

    /// Numbers of recommendations.
    ///
    /// @param open     that nobody has accepted
    /// @param accepted that somebody is at
    /// @param achieved that the account's recovery has closed; `succeeded`, `failed` and `neutral` are what was told on completing
    public record Row(String playbook, String kind, long open, long accepted, long achieved, long succeeded, long failed, long neutral,
            long dismissed, long expired, long withdrawn, double gainedValue) {

        private static Row of(SummarizeOutcomesResponse.Row row) {
            return new Row(row.getPlaybook(), SegmentSummary.name(row.getKind()), row.getOpen(), row.getAccepted(), row.getAchieved(),
                    row.getSucceeded(), row.getFailed(), row.getNeutral(), row.getDismissed(), row.getExpired(), row.getWithdrawn(),
                    row.getGainedValue());
        }
    }

    public static OutcomeSummary of(Connection connection, String tenant) {
        return new OutcomeSummary(tenant, connection.playbooks()
                .summarizeOutcomes(SummarizeOutcomesRequest.newBuilder().setParent("tenants/" + tenant).build())
                .getRowsList().stream().map(Row::of).toList());
    }

    public void print(PrintStream out) {
        if (playbooks.isEmpty()) {
            out.println("Nothing has been recommended yet for the tenant " + tenant + ".");
            return;
        }
        Table table = new Table("Playbook", "Open", "Accepted", "Achieved", "Succeeded", "Failed", "Neutral", "Dismissed", "Expired",
                "Withdrawn", "Gained");
        playbooks.forEach(row -> row(table, row.playbook(), List.of(row)));
        row(table.line(), "All", playbooks);
        table.print(out);
        out.println("Achieved: accepted, and the account has come to where the playbook aims. Succeeded, failed and neutral: as told on"
                + " completing. Gained: value at stake of what was achieved or has succeeded.");
    }

    private static void row(Table table, String name, List<Row> rows) {
        Stream<String> counts = Stream.<ToLongFunction<Row>>of(Row::open, Row::accepted, Row::achieved, Row::succeeded, Row::failed,
                Row::neutral, Row::dismissed, Row::expired, Row::withdrawn)
                .map(count -> Numbers.count(rows.stream().mapToLong(count).sum()));
        table.row(Stream.of(Stream.of(name), counts, Stream.of(Numbers.amount(rows.stream().mapToDouble(Row::gainedValue).sum())))
                .flatMap(cells -> cells).toArray());
    }
}
