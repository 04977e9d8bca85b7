package dev.bellwether.chassis.constraint;

import com.google.protobuf.Message;
import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.Refusal;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;

/// A request that does not keep to its contract's options does not reach the method. What a method takes as bytes it checks itself.
@GlobalInterceptor
@ApplicationScoped
class ConstraintInterceptor implements ServerInterceptor, Prioritized {

    /// After all others: who may not call is told that, and nothing of the request.
    @Override
    public int getPriority() {
        return -10_000;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {

            private boolean refused;

            @Override
            public void onMessage(Q request) {
                if (refused) {
                    return;
                }
                try {
                    if (request instanceof Message message) {
                        RequestConstraints.checked(message);
                    }
                } catch (Refusal refusal) {
                    refused = true;
                    StatusRuntimeException told = GrpcErrors.of(refusal);
                    call.close(told.getStatus(), told.getTrailers() == null ? new Metadata() : told.getTrailers());
                    return;
                }
                super.onMessage(request);
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }
}
