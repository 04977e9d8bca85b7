package dev.bellwether.chassis.errors;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/// Puts into the caller's terms what a method has handed to `StreamObserver.onError`, and what is no request at all.
@GlobalInterceptor
@ApplicationScoped
class GrpcErrorInterceptor implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new Unreadable<>(call, next.startCall(new Telling<>(call), headers));
    }

    private static final class Telling<Q, A> extends SimpleForwardingServerCall<Q, A> {

        Telling(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            try {
                tell(status, trailers);
            } catch (IllegalStateException _) {
                // Answered already: one of its messages could not be taken.
            }
        }

        private void tell(Status status, Metadata trailers) {
            Throwable cause = status.getCause();
            if (cause == null || cause instanceof StatusException || cause instanceof StatusRuntimeException) {
                super.close(status, trailers);
            } else {
                StatusRuntimeException told = GrpcErrors.of(cause);
                super.close(told.getStatus(), told.getTrailers() == null ? new Metadata() : told.getTrailers());
            }
        }
    }

    /// A message that cannot be read does not arrive: all that is seen of it is that the call ends without one.
    private static final class Unreadable<Q, A> extends SimpleForwardingServerCallListener<Q> {

        private final ServerCall<Q, A> call;
        private boolean arrived;

        Unreadable(ServerCall<Q, A> call, ServerCall.Listener<Q> listener) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            arrived = true;
            super.onMessage(message);
        }

        @Override
        public void onHalfClose() {
            if (arrived || !call.getMethodDescriptor().getType().clientSendsOneMessage()) {
                super.onHalfClose();
            } else if (!call.isCancelled()) {
                refuse();
            }
        }

        private void refuse() {
            try {
                call.close(Status.INVALID_ARGUMENT.withDescription("the request is not the message that "
                        + call.getMethodDescriptor().getFullMethodName() + " takes"), new Metadata());
            } catch (IllegalStateException _) {
                // Answered already: the message was too large.
            }
        }
    }
}
