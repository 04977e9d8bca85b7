package dev.bellwether.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Processor time that each part of the platform has used, by the operating system's account: where the time goes.
public final class ProcessorTime {

    private final Map<String, Duration> used;

    private ProcessorTime(Map<String, Duration> used) {
        this.used = used;
    }

    /// Of this process (broker and load generator) and all below it: the services by name, PostgreSQL as one.
    public static ProcessorTime now() {
        Map<String, Duration> used = new TreeMap<>();
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.allProcesses().filter(ProcessorTime::ours))
                .forEach(process -> used.merge(name(process), process.info().totalCpuDuration().orElse(Duration.ZERO), Duration::plus));
        return new ProcessorTime(used);
    }

    /// Seconds of one processor used since an earlier reading, by part.
    public Map<String, Double> since(ProcessorTime earlier) {
        Map<String, Double> seconds = new TreeMap<>();
        used.forEach((part, now) -> {
            double spent = now.minus(earlier.used.getOrDefault(part, Duration.ZERO)).toMillis() / 1000.0;
            if (spent >= 0.05) {
                seconds.put(part, spent);
            }
        });
        return seconds;
    }

    private static boolean ours(ProcessHandle process) {
        return !process.equals(ProcessHandle.current()) && (command(process).contains("postgres") || service(process) != null);
    }

    private static String name(ProcessHandle process) {
        if (process.equals(ProcessHandle.current())) {
            return "kafka and load generator";
        }
        String service = service(process);
        return service != null ? service : "postgresql";
    }

    private static String service(ProcessHandle process) {
        String line = process.info().commandLine().orElse("");
        return Stream.of("ingestion-service", "feature-service", "segmentation-service", "playbook-service")
                .filter(line::contains)
                .findFirst()
                .orElse(null);
    }

    private static String command(ProcessHandle process) {
        return process.info().command().orElse("");
    }
}
