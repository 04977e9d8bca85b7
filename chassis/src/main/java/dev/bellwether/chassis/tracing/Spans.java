package dev.bellwether.chassis.tracing;

import dev.bellwether.chassis.account.AccountKey;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/// How spans are named and what they say: as
/// [OpenTelemetry's conventions for messaging](https://opentelemetry.io/docs/specs/semconv/messaging/kafka/) have it, and whose
/// account it is.
public final class Spans {

    public static final AttributeKey<String> TENANT = AttributeKey.stringKey("bellwether.tenant");
    public static final AttributeKey<String> ACCOUNT = AttributeKey.stringKey("bellwether.account");
    /// The event's id, as its sender gave it.
    public static final AttributeKey<String> EVENT = AttributeKey.stringKey("bellwether.event");

    public static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    public static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    public static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");

    private Spans() {}

    /// The service's own. While tracing is off, its spans only hand on the trace that they are begun in, and go nowhere.
    public static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("dev.bellwether");
    }

    /// A record goes to a topic.
    public static SpanBuilder send(Tracer tracer, Context parent, String topic) {
        return messaging(tracer, parent, topic, "send", SpanKind.PRODUCER);
    }

    /// A record of a topic is worked on.
    public static SpanBuilder process(Tracer tracer, Context parent, String topic) {
        return messaging(tracer, parent, topic, "process", SpanKind.CONSUMER);
    }

    private static SpanBuilder messaging(Tracer tracer, Context parent, String topic, String operation, SpanKind kind) {
        return tracer.spanBuilder(operation + " " + topic)
                .setParent(parent)
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(TOPIC, topic)
                .setAttribute(OPERATION, operation)
                .setAttribute(OPERATION_TYPE, operation);
    }

    public static void of(Span span, AccountKey account) {
        span.setAttribute(TENANT, account.tenant());
        span.setAttribute(ACCOUNT, account.account());
    }
}
