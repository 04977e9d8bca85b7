package dev.bellwether.chassis.errors;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;

/// Where Quarkus asks what to make of an exception that a gRPC method has thrown or a Uni failed with.
@ApplicationScoped
class GrpcExceptionHandlerProvider implements ExceptionHandlerProvider {

    @Override
    public <Q, A> ExceptionHandler<Q, A> createHandler(ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
        return new ExceptionHandler<>(listener, call, metadata) {
            @Override
            protected void handleException(Throwable failure, ServerCall<Q, A> failed, Metadata ignored) {
                StatusRuntimeException status = GrpcErrors.of(failure);
                failed.close(status.getStatus(), status.getTrailers() == null ? new Metadata() : status.getTrailers());
            }
        };
    }

    @Override
    public Throwable transform(Throwable failure) {
        return GrpcErrors.of(failure);
    }
}
