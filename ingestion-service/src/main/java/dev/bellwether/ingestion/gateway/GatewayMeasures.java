package dev.bellwether.ingestion.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.function.IntSupplier;

/// Metrics of the gateway, recorded once per call.
final class GatewayMeasures {

    private final Counter accepted;
    private final Counter rejected;

    /// @param door `grpc` or `http`
    GatewayMeasures(String door) {
        accepted = Counter.builder("bellwether_gateway_accepted_events")
                .description("Events of which the sender has been told that the log has them")
                .tag("door", door).register(Metrics.globalRegistry);
        rejected = Counter.builder("bellwether_gateway_rejected_events")
                .description("Events of which the sender has been told that they are not taken")
                .tag("door", door).register(Metrics.globalRegistry);
    }

    void accepted(int events) {
        accepted.increment(events);
    }

    void rejected(int events) {
        rejected.increment(events);
    }

    static void inFlight(IntSupplier bytes) {
        Gauge.builder("bellwether_gateway_in_flight", bytes::getAsInt)
                .description("Bytes of events that wait for the log's acknowledgement")
                .baseUnit("bytes").register(Metrics.globalRegistry);
    }
}
