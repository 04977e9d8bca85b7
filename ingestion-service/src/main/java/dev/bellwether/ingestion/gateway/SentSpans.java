package dev.bellwether.ingestion.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.tracing.Spans;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.ingestion.v1.Event;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Header;

/// Adds a call's first events to the trace of the call, if that is sampled: each gets a span that ends when the log has the event. A reader
/// looks for one event; thousands of spans in one trace do not help. Without a sampled trace nothing is allocated.
final class SentSpans {

    /// Of one call.
    static final int MOST = 10;

    private static final SentSpans NONE = new SentSpans("", 0);

    private final String topic;
    private final List<Span> open = new ArrayList<>(0);
    private int left;

    private SentSpans(String topic, int left) {
        this.topic = topic;
        this.left = left;
    }

    /// @param backfill events of a backfill are history, and are not traced
    static SentSpans of(String topic, String backfill) {
        return backfill.isEmpty() && Span.current().getSpanContext().isSampled() ? new SentSpans(topic, MOST) : NONE;
    }

    /// Of an event that is bytes still.
    List<Header> headers(EventBatch batch, int index) {
        if (left == 0) {
            return List.of();
        }
        try {
            return headers(batch.event(index));
        } catch (InvalidProtocolBufferException impossible) {
            // It has been looked at, and was good.
            return List.of();
        }
    }

    List<Header> headers(Event event) {
        return left == 0 ? List.of() : headers(new AccountKey(event.getTenant(), event.getAccount()), event.getEventId());
    }

    /// @param who whose event it is, as far as is known already
    List<Header> headers(AccountKey who, String id) {
        if (left == 0) {
            return List.of();
        }
        left--;
        Span span = Spans.send(Spans.tracer(), Context.current(), topic).setAttribute(Spans.EVENT, id).startSpan();
        Spans.of(span, who);
        open.add(span);
        return TraceParent.of(span.getSpanContext()).map(TraceParent::header).stream().toList();
    }

    /// Ends them when the log has answered.
    CompletableFuture<Void> until(CompletableFuture<Void> logged) {
        return open.isEmpty() ? logged : logged.whenComplete((_, failure) -> open.forEach(span -> {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR, "the log has not taken it in time");
            }
            span.end();
        }));
    }
}
