package dev.bellwether.chassis.logs;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.tracing.TraceParent;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;

/// What lines logged on this thread are about, until it is closed: fields of their own where logs are JSON (`mdc`), so that all
/// that concerns a tenant, an account, an event or a trace can be found without reading sentences.
public final class LogContext implements AutoCloseable {

    public static final String TENANT = "tenant";
    public static final String ACCOUNT = "account";
    /// The event's id, as its sender gave it.
    public static final String EVENT = "event";
    /// As Quarkus calls it while a span is current.
    public static final String TRACE = "traceId";
    public static final String SPAN = "spanId";

    private final Map<String, Object> before = new HashMap<>();

    private LogContext() {}

    public static LogContext none() {
        return new LogContext();
    }

    public static LogContext of(String tenant) {
        return none().with(TENANT, tenant);
    }

    public static LogContext of(AccountKey account) {
        return of(account.tenant()).with(ACCOUNT, account.account());
    }

    public LogContext event(String id) {
        return with(EVENT, id);
    }

    public LogContext in(Optional<TraceParent> trace) {
        trace.map(TraceParent::span).ifPresent(this::in);
        return this;
    }

    private void in(SpanContext span) {
        with(TRACE, span.getTraceId()).with(SPAN, span.getSpanId());
    }

    private LogContext with(String field, String value) {
        before.put(field, MDC.get(field));
        MDC.put(field, value);
        return this;
    }

    @Override
    public void close() {
        before.forEach((field, value) -> {
            if (value == null) {
                MDC.remove(field);
            } else {
                MDC.put(field, value);
            }
        });
    }
}
