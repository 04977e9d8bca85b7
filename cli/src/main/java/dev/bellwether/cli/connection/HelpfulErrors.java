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
    private final Endpoint endpoint;
    private final boolean elsewhere;

    HelpfulErrors(Service service, Endpoint endpoint, boolean elsewhere) {
        this.service = service;
        this.endpoint = endpoint;
        this.elsewhere = elsewhere;
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
            case UNAVAILABLE -> unavailable(status);
            case DEADLINE_EXCEEDED, INTERNAL, UNKNOWN -> status.withDescription("It was " + service.module() + " at " + endpoint.address()
                    + (status.getDescription() == null ? "." : ": " + status.getDescription()));
            default -> status;
        };
    }

    private Status unavailable(Status status) {
        // Not UNAVAILABLE: to try again does not help.
        return TlsErrors.of(status.getCause(), endpoint.address())
                .map(why -> Status.FAILED_PRECONDITION.withCause(status.getCause())
                        .withDescription("Bellwether's " + service.module() + " cannot be called. " + why))
                .orElseGet(() -> status.withDescription(status.getCause() instanceof IOException
                        ? "Bellwether's " + service.module() + " does not answer at " + endpoint.address() + ". " + remedy()
                        : service.module() + " is not able to answer now: " + status.getDescription() + hint(status)));
    }

    private String remedy() {
        return elsewhere ? "Is the address right (--server)?" : "Start the platform with ./bellwether up.";
    }

    /// A server that awaits TLS ends a connection in the clear without a word.
    private String hint(Status status) {
        boolean ended = status.getDescription() != null && status.getDescription().contains("Network closed");
        return ended && !endpoint.tls() ? ". If it awaits TLS, say --tls." : "";
    }
}
