package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.tracing.Spans;
import dev.bellwether.chassis.tracing.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A span for each record of one partition that carries a trace: from when its batch is taken until it is committed, however
/// often the batch is tried. Of a record that carries none only the headers are looked at.
final class RecordSpans {

    private final Tracer tracer;
    private final String group;
    private final String topic;
    private final int partition;
    private final NavigableMap<Long, Span> open = new TreeMap<>();
    /// Those that are known to go no further.
    private final Set<Long> stopped = new HashSet<>();

    RecordSpans(Tracer tracer, String group, String topic, int partition) {
        this.tracer = tracer;
        this.group = group;
        this.topic = topic;
        this.partition = partition;
    }

    void begin(List<ConsumerRecord<byte[], byte[]>> taken) {
        for (ConsumerRecord<byte[], byte[]> record : taken) {
            TraceParent.of(record).ifPresent(parent -> open.put(record.offset(), span(record, parent)));
        }
    }

    private Span span(ConsumerRecord<byte[], byte[]> record, TraceParent parent) {
        Span span = Spans.process(tracer, parent.context(), topic)
                .setAttribute(Spans.GROUP, group)
                .setAttribute(Spans.PARTITION, Integer.toString(partition))
                .setAttribute(Spans.OFFSET, record.offset())
                .startSpan();
        AccountKey.in(record.key()).ifPresent(account -> Spans.of(span, account));
        return span;
    }

    /// What records cause belongs to.
    Map<Long, TraceParent> parents() {
        if (open.isEmpty()) {
            return Map.of();
        }
        Map<Long, TraceParent> parents = HashMap.newHashMap(open.size());
        open.forEach((offset, span) -> TraceParent.of(span.getSpanContext()).ifPresent(parent -> parents.put(offset, parent)));
        return parents;
    }

    /// What is said of a record belongs to.
    Optional<TraceParent> parent(long offset) {
        return Optional.ofNullable(open.get(offset)).flatMap(span -> TraceParent.of(span.getSpanContext()));
    }

    /// The record is passed over, and why. What is said first stays.
    void stop(long offset, String why) {
        Span span = open.get(offset);
        if (span != null && stopped.add(offset)) {
            span.setStatus(StatusCode.ERROR, why);
        }
    }

    /// A failure that is no record's own: its batch is tried again.
    void retried(Throwable failure) {
        open.values().forEach(span -> span.recordException(failure));
    }

    /// Everything before this offset is done.
    void committed(long next) {
        if (!open.isEmpty()) {
            Map<Long, Span> done = open.headMap(next, false);
            done.values().forEach(Span::end);
            stopped.removeAll(done.keySet());
            done.clear();
        }
    }

    /// Another worker processes the remaining records, with spans of its own, since its batches differ.
    void leave() {
        open.keySet().forEach(offset -> stop(offset, "the partition is another's now"));
        open.values().forEach(Span::end);
        open.clear();
        stopped.clear();
    }
}
