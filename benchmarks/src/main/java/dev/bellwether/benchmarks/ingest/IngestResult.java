package dev.bellwether.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What `bench ingest` has measured: medians over the rounds.
///
/// @param rawProducerEventsPerSecond the reference: Kafka's own producer, same bytes, same broker, same run
public record IngestResult(int processors, int seconds, int rounds, double rawProducerEventsPerSecond, List<Door> doors) {

    /// @param ratio                of the raw producer's rate
    /// @param microsecondsPerEvent processor time by part, of the last round
    public record Door(String name, double eventsPerSecond, double ratio, Map<String, Double> microsecondsPerEvent) {}

    static IngestResult of(
            int processors,
            int seconds,
            List<dev.bellwether.benchmarks.ingest.Door> doors,
            List<Double> raw,
            List<List<IngestCommand.Measured>> rounds) {
        List<Door> results = new ArrayList<>();
        for (int i = 0; i < doors.size(); i++) {
            int door = i;
            double rate = median(rounds.stream().map(round -> round.get(door).eventsPerSecond()).toList());
            results.add(new Door(doors.get(i).name(), rate, rate / median(raw), rounds.getLast().get(i).microseconds()));
        }
        return new IngestResult(processors, seconds, raw.size(), median(raw), results);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
