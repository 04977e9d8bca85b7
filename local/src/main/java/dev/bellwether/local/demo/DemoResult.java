package dev.bellwether.local.demo;

import dev.bellwether.cli.segments.SegmentSummary;
import dev.bellwether.cli.terminal.Numbers;
import java.io.PrintStream;

/// How the demo ended.
///
/// @param historyEvents sent as a backfill
/// @param liveEvents    sent as of today
public record DemoResult(long historyEvents, long liveEvents, SegmentSummary summary, OpenTasks tasks, SegmentAgreement agreement) {

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
