package dev.bellwether.chassis.testing;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/// Tracing, switched on for all of this process: what carries no trace does not notice.
public final class KeptSpans {

    private static final InMemorySpanExporter EXPORTER = InMemorySpanExporter.create();

    static {
        GlobalOpenTelemetry.resetForTest();
        OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(EXPORTER)).build())
                .buildAndRegisterGlobal();
    }

    private KeptSpans() {}

    /// Some span of a new trace that is kept.
    public static SpanContext newTrace() {
        IdGenerator ids = IdGenerator.random();
        return SpanContext.create(ids.generateTraceId(), ids.generateSpanId(), TraceFlags.getSampled(), TraceState.getDefault());
    }

    /// The ended spans of the trace, once there are this many.
    public static List<SpanData> await(SpanContext trace, int count) {
        eventually(() -> assertThat(of(trace)).hasSizeGreaterThanOrEqualTo(count));
        return of(trace);
    }

    public static List<SpanData> of(SpanContext trace) {
        return EXPORTER.getFinishedSpanItems().stream().filter(span -> span.getTraceId().equals(trace.getTraceId())).toList();
    }
}
