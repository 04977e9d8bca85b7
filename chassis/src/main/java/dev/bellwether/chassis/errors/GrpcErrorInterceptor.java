package dev.bellwether.chassis.errors;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/// Puts into the caller's terms what a method has handed to `StreamObserver.onError`.
@GlobalInterceptor
@ApplicationScoped
class GrpcErrorInterceptor implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return next.startCall(new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                Throwable cause = status.getCause();
                if (cause == null || cause instanceof StatusException || cause instanceof StatusRuntimeException) {
                    super.close(status, trailers);
                } else {
                    StatusRuntimeException told = GrpcErrors.of(cause);
                    super.close(told.getStatus(), told.getTrailers() == null ? new Metadata() : told.getTrailers());
                }
            }
        }, headers);
    }
}
