package dev.bellwether.chassis.tracing;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Set;

/// Makes of the span of the HTTP request that a gRPC call comes as the span of the call. Quarkus would begin a second one beside
/// it, with the same parent (`quarkus.otel.instrument.grpc`, which is off).
@GlobalInterceptor
@ApplicationScoped
class CallSpans implements ServerInterceptor, Prioritized {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("rpc.service");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("rpc.grpc.status_code");

    /// What a server has to answer for, as OpenTelemetry's conventions for gRPC have it: everything else is the caller's fault.
    private static final Set<Status.Code> OURS = Set.of(Status.Code.UNKNOWN, Status.Code.DEADLINE_EXCEEDED, Status.Code.UNIMPLEMENTED,
            Status.Code.INTERNAL, Status.Code.UNAVAILABLE, Status.Code.DATA_LOSS);

    /// Before who lets calls in: one that is refused is a call too.
    @Override
    public int getPriority() {
        return 1_000;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Span span = Span.current();
        if (!span.isRecording()) {
            return next.startCall(call, headers);
        }
        MethodDescriptor<Q, A> method = call.getMethodDescriptor();
        span.updateName(method.getFullMethodName());
        span.setAttribute(SYSTEM, "grpc");
        span.setAttribute(SERVICE, method.getServiceName());
        span.setAttribute(METHOD, method.getBareMethodName());
        return next.startCall(new Told<>(call, span), headers);
    }

    private static final class Told<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private final Span span;

        Told(ServerCall<Q, A> call, Span span) {
            super(call);
            this.span = span;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            // Before the answer ends the span.
            span.setAttribute(STATUS, status.getCode().value());
            if (OURS.contains(status.getCode())) {
                span.setStatus(StatusCode.ERROR, status.getCode().name());
            }
            super.close(status, trailers);
        }
    }
}
