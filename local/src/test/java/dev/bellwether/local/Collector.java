package dev.bellwether.local;

import static java.util.stream.Collectors.toMap;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Takes spans as OpenTelemetry's collector does, over OTLP on gRPC, and keeps them.
final class Collector implements AutoCloseable {

    /// @param service that the span is of
    /// @param parent  empty for a trace's first
    record Told(String service, String trace, String id, String parent, String name, Span.SpanKind kind, boolean failed,
            Map<String, String> attributes) {}

    private final List<Told> spans = new CopyOnWriteArrayList<>();
    private final Server server;

    private Collector() throws IOException {
        this.server = NettyServerBuilder.forPort(0).addService(new TraceServiceGrpc.TraceServiceImplBase() {
            @Override
            public void export(ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> caller) {
                request.getResourceSpansList().stream().flatMap(Collector::told).forEach(spans::add);
                caller.onNext(ExportTraceServiceResponse.getDefaultInstance());
                caller.onCompleted();
            }
        }).build().start();
    }

    static Collector start() throws IOException {
        return new Collector();
    }

    String endpoint() {
        return "http://localhost:" + server.getPort();
    }

    List<Told> spans() {
        return List.copyOf(spans);
    }

    List<Told> trace(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private static Stream<Told> told(ResourceSpans of) {
        String service = attributes(of.getResource().getAttributesList()).get("service.name");
        return of.getScopeSpansList().stream().flatMap(scope -> scope.getSpansList().stream()).map(span -> new Told(
                service,
                HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getKind(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                attributes(span.getAttributesList())));
    }

    private static Map<String, String> attributes(List<KeyValue> list) {
        return list.stream().collect(toMap(KeyValue::getKey,
                each -> each.getValue().hasIntValue() ? Long.toString(each.getValue().getIntValue()) : each.getValue().getStringValue()));
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
}
