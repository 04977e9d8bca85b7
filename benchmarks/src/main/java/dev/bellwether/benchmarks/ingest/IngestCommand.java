package dev.bellwether.benchmarks.ingest;

import dev.bellwether.benchmarks.load.LoadEvents;
import dev.bellwether.benchmarks.load.ProcessorTime;
import dev.bellwether.benchmarks.load.RawProducer;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.terminal.DataDirectory;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The front door alone: ingestion-service with its recorder off, the broker, and the senders. Measured are acknowledged events,
/// that is, those on the log.
@Command(name = "ingest", description = {
    "Acknowledged events per second by gRPC stream, by gRPC calls of 100, and by Segment batches of 100,",
    "each beside Kafka's own producer in the same run. Recording is off: the doors are what is measured."})
public final class IngestCommand implements Callable<Integer> {

    private static final int PARTITIONS = 12;

    @Option(names = "--accounts", defaultValue = "5000", description = "Accounts that the load is spread over. Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(names = "--seconds", defaultValue = "10", description = "Length of each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "20",
            description = "Seconds of each load before it is measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each; their median is given. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--doors", split = ",", defaultValue = "stream,calls,segment",
            description = "Which of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private EnumSet<Way> doors;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Path data = DataDirectory.home().resolve(".bellwether").resolve("bench");
        PlatformSettings settings = new PlatformSettings(
                DataDirectory.home(), data, true, PlatformPorts.free(), Optional.empty(), Optional.empty(), Duration.ZERO)
                .with(Set.of(Service.INGESTION), "-Dbellwether.recorder.enabled=false", "-XX:TieredStopAtLevel=4");
        try (LocalPlatform platform = LocalPlatform.start(settings, System.err::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
            IngestResult result = measure(platform);
            output.print(result, out -> print(result, out));
        }
        return 0;
    }

    private IngestResult measure(LocalPlatform platform) throws Exception {
        LoadEvents events = new LoadEvents(InstantSource.system(), accounts, Long.toString(InstantSource.system().millis(), 36));
        List<Door> doors = new ArrayList<>();
        try {
            RawProducer reference = new RawProducer(platform.kafka());
            for (Way way : this.doors) {
                doors.add(way.open(platform, events));
            }
            System.err.println("Warming up ...");
            reference.measure(events, PARTITIONS, seconds);
            for (Door door : doors) {
                door.run(Duration.ofSeconds(warmUp));
            }
            List<Double> raw = new ArrayList<>();
            List<List<Measured>> measured = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                System.err.printf("Round %d of %d ...%n", round, rounds);
                raw.add(reference.measure(events, PARTITIONS, seconds));
                measured.add(round(doors));
            }
            return IngestResult.of(Runtime.getRuntime().availableProcessors(), seconds, doors, raw, measured);
        } finally {
            doors.forEach(Door::close);
        }
    }

    /// @param microseconds of processor time per event, by part
    record Measured(double eventsPerSecond, Map<String, Double> microseconds) {}

    private List<Measured> round(List<Door> doors) throws Exception {
        List<Measured> measured = new ArrayList<>();
        for (Door door : doors) {
            ProcessorTime before = ProcessorTime.now();
            long begin = System.nanoTime();
            long acknowledged = door.run(Duration.ofSeconds(seconds));
            double elapsed = (System.nanoTime() - begin) / 1e9;
            Map<String, Double> microseconds = new TreeMap<>();
            ProcessorTime.now().since(before).forEach((part, used) -> microseconds.put(part, used * 1e6 / acknowledged));
            measured.add(new Measured(acknowledged / elapsed, microseconds));
        }
        return measured;
    }

    private static void print(IngestResult result, PrintStream out) {
        out.printf("On %d processors, with broker and load generator on them; medians of %d rounds of %d s, acknowledged by the log.%n%n",
                result.processors(), result.rounds(), result.seconds());
        out.printf("  %-44s %,10.0f events/s%n", "raw Kafka producer (acks=all, idempotent)", result.rawProducerEventsPerSecond());
        for (IngestResult.Door door : result.doors()) {
            out.printf("  %-44s %,10.0f events/s   %.2f of the raw producer%n", door.name(), door.eventsPerSecond(), door.ratio());
            door.microsecondsPerEvent()
                    .forEach((part, used) -> out.printf("      %-28s %6.2f us of processor time per event%n", part, used));
        }
    }
}
