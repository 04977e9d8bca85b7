package dev.bellwether.cli.connection;

import dev.bellwether.chassis.access.BearerCredential;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.Supplier;

/// Shows a credential with every call. When the service refuses it, the status says which credential it was.
final class ShownCredential implements ClientInterceptor {

    private final Service service;
    private final Supplier<? extends Credential> credential;

    /// @param credential asked at each call, since tokens are renewed
    ShownCredential(Service service, Supplier<? extends Credential> credential) {
        this.service = service;
        this.credential = credential;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        Credential shown = credential.get();
        ClientCall<Q, A> call = new BearerCredential(() -> Optional.of(shown.value())).interceptCall(method, options, next);
        return new SimpleForwardingClientCall<>(call) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(new SimpleForwardingClientCallListener<>(listener) {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        super.onClose(refused(status, shown), trailers);
                    }
                }, headers);
            }
        };
    }

    private Status refused(Status status, Credential shown) {
        return switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                status.withDescription(service.module() + " refuses " + shown + ": " + status.getDescription() + ".");
            default -> status;
        };
    }
}
