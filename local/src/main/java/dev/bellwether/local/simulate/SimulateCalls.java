package dev.bellwether.local.simulate;

import dev.bellwether.cli.terminal.ProgressBar;
import dev.bellwether.simulator.SegmentStream;
import dev.bellwether.simulator.Simulation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "segment", description = {"Write calls.jsonl: identify, group and track as Segment's SDKs send them, one call a line;",
    "and plan.yaml, the tracking plan that says what they mean."})
final class SimulateCalls implements Callable<Integer> {

    private static final String CALLS = "calls.jsonl";
    private static final String PLAN = "plan.yaml";

    @Mixin
    private SimulatedFiles files;

    @Override
    public Integer call() {
        return files.write(List.of(PLAN, CALLS),
                List.of("plan publish --tenant <tenant> %s/" + PLAN, "import --tenant <tenant> %s/" + CALLS),
                SimulateCalls::write);
    }

    private static long write(Simulation simulation, Path folder) throws IOException {
        Files.writeString(folder.resolve(PLAN), SegmentStream.TRACKING_PLAN);
        long lines = 0;
        // Two in three of the events are calls, or nearly so.
        long expected = simulation.expectedHistoryEvents();
        try (BufferedWriter file = Files.newBufferedWriter(folder.resolve(CALLS)); ProgressBar bar = new ProgressBar("Writing", "calls")) {
            for (Iterator<String> calls = SegmentStream.lines(simulation).iterator(); calls.hasNext(); lines++) {
                file.write(calls.next());
                file.write('\n');
                bar.advanceTo(lines, expected);
            }
            bar.advanceTo(lines, lines);
        }
        return lines;
    }
}
