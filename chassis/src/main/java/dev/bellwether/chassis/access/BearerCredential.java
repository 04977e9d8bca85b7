package dev.bellwether.chassis.access;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Optional;
import java.util.function.Supplier;

/// Shows a key or token with every call of a client.
///
/// @param credential asked at each call, since tokens are renewed; empty to show nothing
public record BearerCredential(Supplier<Optional<String>> credential) implements ClientInterceptor {

    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    public static BearerCredential of(String credential) {
        return new BearerCredential(() -> Optional.of(credential));
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> answers, Metadata headers) {
                credential.get().ifPresent(shown -> headers.put(AUTHORIZATION, "Bearer " + shown));
                super.start(answers, headers);
            }
        };
    }
}
