package dev.bellwether.chassis.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// Which span of which trace caused something, as it goes on in a record's header `traceparent` and in what is stored. Only of
/// traces that are kept: what is in no such trace carries nothing.
///
/// @param text as in [W3C's recommendation](https://www.w3.org/TR/trace-context/#traceparent-header), version 00
public record TraceParent(String text) {

    public static final String HEADER = "traceparent";

    private static final String VERSION = "00-";
    private static final int LENGTH = 55;
    private static final int TRACE = VERSION.length();
    private static final int SPAN = TRACE + TraceId.getLength() + 1;
    private static final int FLAGS = SPAN + SpanId.getLength() + 1;

    /// Empty unless the span is kept.
    public static Optional<TraceParent> of(SpanContext span) {
        return span.isValid() && span.isSampled()
                ? Optional.of(new TraceParent(VERSION + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()))
                : Optional.empty();
    }

    /// What the record carries. Empty also for what is none: nothing but a trace is lost.
    public static Optional<TraceParent> of(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(HEADER);
        return header == null || header.value() == null ? Optional.empty() : of(new String(header.value(), US_ASCII));
    }

    public static Optional<TraceParent> of(String text) {
        TraceParent parent = new TraceParent(text);
        return parent.isWellFormed() && parent.span().isValid() && parent.span().isSampled() ? Optional.of(parent) : Optional.empty();
    }

    private boolean isWellFormed() {
        return text.length() == LENGTH && text.startsWith(VERSION) && text.charAt(SPAN - 1) == '-' && text.charAt(FLAGS - 1) == '-'
                && isHex(text.charAt(FLAGS)) && isHex(text.charAt(FLAGS + 1));
    }

    private static boolean isHex(char digit) {
        return digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
    }

    public SpanContext span() {
        return SpanContext.createFromRemoteParent(
                text.substring(TRACE, SPAN - 1), text.substring(SPAN, FLAGS - 1), TraceFlags.fromHex(text, FLAGS), TraceState.getDefault());
    }

    /// What a span that this causes begins in.
    public Context context() {
        return Context.root().with(Span.wrap(span()));
    }

    public Header header() {
        return new RecordHeader(HEADER, text.getBytes(US_ASCII));
    }
}
