package dev.bellwether.local.demo;

import dev.bellwether.local.cli.Numbers;
import dev.bellwether.local.segments.SegmentSummary;
import java.io.PrintStream;

/// How the demo ended.
///
/// @param historyEvents sent as a backfill
/// @param liveEvents    sent as of today
public record DemoResult(long historyEvents, long liveEvents, SegmentSummary summary, OpenTasks tasks, Agreement agreement) {

    void print(PrintStream out) {
        out.println();
        out.println(Numbers.plural(historyEvents, "event") + " of history and " + Numbers.count(liveEvents) + " of today, "
                + Numbers.plural(summary.accounts(), "account") + ".");
        out.println();
        summary.print(out);
        out.println();
        tasks.print(out);
        out.println();
        agreement.print(out);
    }
}
