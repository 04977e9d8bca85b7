package dev.bellwether.cli.quarantine;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsResponse;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists them: what `quarantine` does when it is not told what to do, too.
abstract class QuarantineListing implements Callable<Integer> {

    private static final int PAGE = 1_000;
    private static final int MOST_VALUES = 50;

    /// @param source empty for all of the tenant together
    record Overflow(String source, long notKept) {}

    record Result(String tenant, List<Rejected> events, boolean more, List<Overflow> overflows) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private QuarantineFilterOptions which;

    @Mixin
    private Output output;

    @Option(names = "--limit", paramLabel = "<n>", defaultValue = "20", description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public Integer call() {
        ListQuarantinedEventsRequest.Builder request =
                ListQuarantinedEventsRequest.newBuilder().setParent(tenant.parent()).setFilter(which.filter());
        List<Rejected> events = new ArrayList<>();
        List<Overflow> overflows = new ArrayList<>();
        List<Rejected> others = List.of();
        try (Connection connection = platform.connect()) {
            do {
                ListQuarantinedEventsResponse page = connection.ingestion().listQuarantinedEvents(
                        request.setPageSize(Math.clamp(limit - events.size(), 1, PAGE)).build());
                page.getEventsList().stream().map(Rejected::of).forEach(events::add);
                page.getOverflowsList().forEach(overflow -> overflows.add(new Overflow(overflow.getSource(), overflow.getNotKept())));
                request.setPageToken(page.getNextPageToken());
            } while (!request.getPageToken().isEmpty() && events.size() < limit);
            if (events.isEmpty() && !which.isAll()) {
                others = others(connection);
            }
        }
        Result result = new Result(tenant.id(), events, !request.getPageToken().isEmpty(), overflows);
        List<Rejected> there = others;
        output.print(result, out -> {
            print(result, out);
            values("reasons", there, Rejected::reason, out);
            values("sources", there, Rejected::source, out);
            values("doors", there, Rejected::door, out);
            values("fields", there, Rejected::field, out);
        });
        return 0;
    }

    /// What a filter would find: a value that no event has is more likely mistyped.
    private List<Rejected> others(Connection connection) {
        return connection.ingestion()
                .listQuarantinedEvents(ListQuarantinedEventsRequest.newBuilder().setParent(tenant.parent()).setPageSize(PAGE).build())
                .getEventsList().stream().map(Rejected::of).toList();
    }

    private static void values(String name, List<Rejected> events, Function<Rejected, String> value, PrintStream out) {
        String all = events.stream().map(value).filter(one -> !one.isEmpty()).distinct().sorted().limit(MOST_VALUES)
                .collect(Collectors.joining(", "));
        if (!all.isEmpty()) {
            out.println("The " + name + " of those that are there: " + all + ".");
        }
    }

    private static void print(Result result, PrintStream out) {
        if (result.events().isEmpty()) {
            out.println("Nothing that matches is in quarantine for the tenant " + result.tenant() + ".");
        } else {
            Table table = new Table("Event", "Reason", "Field", "Source", "Door", "Times", "Last seen");
            result.events().forEach(event -> table.row(event.id(), event.reason(), event.field(), event.source(), event.door(),
                    Numbers.count(event.occurrences()), event.lastSeen()));
            table.print(out);
        }
        if (result.more()) {
            out.println("There are more: --limit shows them.");
        }
        result.overflows().forEach(overflow -> out.println(Numbers.plural(overflow.notKept(), "more rejected event") + " of "
                + (overflow.source().isEmpty() ? "all sources together" : "the source " + overflow.source())
                + " could not be kept: the quarantine was full for it."));
    }
}
