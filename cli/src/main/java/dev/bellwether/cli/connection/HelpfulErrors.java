package dev.bellwether.cli.connection;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Puts into a failed call's status which service it was, and what to do. Gives calls with one answer half a minute,
/// unless the caller gives them another deadline.
final class HelpfulErrors implements ClientInterceptor {

    private static final int DEADLINE_SECONDS = 30;

    private final Service service;
    private final String address;

    HelpfulErrors(Service service, String address) {
        this.service = service;
        this.address = address;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        boolean bounded = method.getType() != MethodDescriptor.MethodType.UNARY || options.getDeadline() != null;
        CallOptions withDeadline = bounded ? options : options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return new SimpleForwardingClientCall<>(next.newCall(method, withDeadline)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(new SimpleForwardingClientCallListener<>(listener) {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        super.onClose(helpful(status), trailers);
                    }
                }, headers);
            }
        };
    }

    private Status helpful(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE -> status.withDescription(status.getCause() instanceof IOException
                    ? "Bellwether's " + service.module() + " does not answer at " + address + ". Start the platform with ./bellwether up."
                    : service.module() + " is not able to answer now: " + status.getDescription());
            case DEADLINE_EXCEEDED, INTERNAL, UNKNOWN -> status.withDescription("It was " + service.module() + " at " + address
                    + (status.getDescription() == null ? "." : ": " + status.getDescription()));
            default -> status;
        };
    }
}
