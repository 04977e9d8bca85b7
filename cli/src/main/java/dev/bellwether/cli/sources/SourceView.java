package dev.bellwether.cli.sources;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.cli.terminal.Times;
import dev.bellwether.ingestion.v1.Source;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A source as the command line shows it.
///
/// @param eventsPerSecond 0 is no limit, as for a day and a month
record SourceView(String id, String name, String displayName, long eventsPerSecond, long eventsPerDay, long eventsPerMonth,
        long acceptedToday,
        long rejectedToday, long bytesToday, long acceptedThisMonth, Optional<Instant> lastSeen) {

    static SourceView of(Source source) {
        return new SourceView(source.getName().substring(source.getName().lastIndexOf('/') + 1), source.getName(), source.getDisplayName(),
                source.getLimits().getEventsPerSecond(), source.getLimits().getEventsPerDay(), source.getLimits().getEventsPerMonth(),
                source.getToday().getAccepted(), source.getToday().getRejected(), source.getToday().getBytes(),
                source.getAcceptedThisMonth(),
                source.hasLastSeenTime() ? Optional.of(Dates.instant(source.getLastSeenTime())) : Optional.empty());
    }

    static void print(List<SourceView> sources, PrintStream out) {
        Table table =
                new Table("Source", "Name", "Accepted today", "Rejected", "This month", "Per second", "Per day", "Per month", "Last seen");
        for (SourceView one : sources) {
            table.row(one.id, one.displayName, Numbers.count(one.acceptedToday), Numbers.count(one.rejectedToday),
                    Numbers.count(one.acceptedThisMonth),
                    limit(one.eventsPerSecond), limit(one.eventsPerDay), limit(one.eventsPerMonth),
                    one.lastSeen.map(Times::shown).orElse("never"));
        }
        table.print(out);
    }

    private static String limit(long limit) {
        return limit == 0 ? "-" : Numbers.count(limit);
    }
}
