package dev.bellwether.chassis.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// Which span of which trace caused something, as it is passed on in a record's header `traceparent` and in stored rows. Only of
/// traces that are kept: what is in no such trace carries nothing.
///
/// @param text as in [W3C's recommendation](https://www.w3.org/TR/trace-context/#traceparent-header), version 00
public record TraceParent(String text) {

    public static final String HEADER = "traceparent";

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

    /// Empty unless the span is kept.
    public static Optional<TraceParent> of(SpanContext span) {
        if (!span.isSampled()) {
            return Optional.empty();
        }
        String[] text = new String[1];
        W3C.inject(Context.root().with(Span.wrap(span)), text, (carrier, name, value) -> {
            if (name.equals(HEADER)) {
                carrier[0] = value;
            }
        });
        return Optional.ofNullable(text[0]).map(TraceParent::new);
    }

    /// What the record carries. Empty also for what is none: nothing but a trace is lost.
    public static Optional<TraceParent> of(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(HEADER);
        return header == null || header.value() == null ? Optional.empty() : of(new String(header.value(), US_ASCII));
    }

    public static Optional<TraceParent> of(String text) {
        return of(new TraceParent(text).span());
    }

    public SpanContext span() {
        return Span.fromContext(context()).getSpanContext();
    }

    /// What a span that this causes begins in.
    public Context context() {
        return W3C.extract(Context.root(), text, OnlyParent.GETTER);
    }

    public Header header() {
        return new RecordHeader(HEADER, text.getBytes(US_ASCII));
    }

    /// Vendors' `tracestate` is not kept.
    private enum OnlyParent implements TextMapGetter<String> {
        GETTER;

        @Override
        public Iterable<String> keys(String text) {
            return List.of(HEADER);
        }

        @Override
        public String get(String text, String name) {
            return name.equals(HEADER) ? text : null;
        }
    }
}
