package dev.bellwether.chassis.store;

import dev.bellwether.chassis.tracing.Spans;
import dev.bellwether.chassis.tracing.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A span for each published event that is in a trace, until the log has it: so that it shows how long one waited for being
/// published, which nothing else in the trace would.
final class PublicationSpans implements AutoCloseable {

    private final Tracer tracer;
    private final String topic;
    private final List<Span> open = new ArrayList<>();
    private boolean acknowledged;

    PublicationSpans(Tracer tracer, String topic) {
        this.tracer = tracer;
        this.topic = topic;
    }

    /// @return the event, which hands on its span if it has one
    StoredEvent begin(StoredEvent event) {
        Optional<TraceParent> trace = event.trace();
        if (trace.isEmpty()) {
            return event;
        }
        Span span = Spans.send(tracer, trace.get().context(), topic).startSpan();
        Spans.of(span, event.stream().account());
        open.add(span);
        return new StoredEvent(
                event.stream(), event.version(), event.type(), event.payload(), event.receivedAt(), TraceParent.of(span.getSpanContext()));
    }

    void acknowledged() {
        acknowledged = true;
    }

    @Override
    public void close() {
        for (Span span : open) {
            if (!acknowledged) {
                span.setStatus(StatusCode.ERROR, "the log has not taken it for certain: it is sent again");
            }
            span.end();
        }
    }
}
