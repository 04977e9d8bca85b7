package dev.bellwether.ingestion.quarantine;

import dev.bellwether.ingestion.validation.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many events are rejected, and why. Every reason is reported from the start, as 0: an increase then shows the first one too.
final class QuarantineMeasures {

    private final Map<String, Counter> rejected = new ConcurrentHashMap<>();

    QuarantineMeasures() {
        for (Reason reason : Reason.values()) {
            rejected.put(reason.name(), of(reason.name()));
        }
    }

    void rejected(String reason) {
        rejected.computeIfAbsent(reason, QuarantineMeasures::of).increment();
    }

    private static Counter of(String reason) {
        return Counter.builder("bellwether_quarantined_events")
                .description("Events that were not taken, whether they are kept or beyond what is kept")
                .tag("reason", reason).register(Metrics.globalRegistry);
    }
}
