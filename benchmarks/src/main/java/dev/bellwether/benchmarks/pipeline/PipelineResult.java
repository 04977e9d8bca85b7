package dev.bellwether.benchmarks.pipeline;

import java.util.List;
import java.util.Map;

/// What `bench pipeline` has measured.
///
/// @param rawProducerEventsPerSecond      the reference: Kafka's own producer, same bytes, same broker, same run
/// @param acknowledgedEventsPerSecond     at the gateway, under the sustained load
/// @param featuresEventsPerSecond         from gRPC to features committed, sustained
/// @param ratio                           featuresEventsPerSecond / rawProducerEventsPerSecond
/// @param latency                         from event to visible recommendation at a steady rate
/// @param hops                            where that time goes
/// @param processorSeconds                used by each part during the sustained load
/// @param hotMethods                      by service, when profiled
public record PipelineResult(
        int processors,
        int seconds,
        int accounts,
        double rawProducerEventsPerSecond,
        double acknowledgedEventsPerSecond,
        double featuresEventsPerSecond,
        double ratio,
        Latency latency,
        List<Hops.Hop> hops,
        Map<String, Double> processorSeconds,
        Map<String, List<String>> hotMethods) {

    /// Milliseconds.
    ///
    /// @param missing probes whose recommendation was not seen
    public record Latency(
            int askedEventsPerSecond, double sentEventsPerSecond, long probes, long missing, double p50, double p90, double p99,
            double max) {}
}
