package dev.bellwether.chassis.inbound;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Optional;

/// Sees where the messages of a stream have got to: one counts until the method has taken it, a single request until it is answered.
@GlobalInterceptor
@ApplicationScoped
class TakenMessages implements ServerInterceptor, Prioritized {

    /// Before all others: what they refuse has been taken too.
    @Override
    public int getPriority() {
        return 10_000;
    }

    /// Empty for a method that takes its messages as bytes.
    private static Optional<Descriptor> type(MethodDescriptor.Marshaller<?> marshaller) {
        return marshaller instanceof MethodDescriptor.PrototypeMarshaller<?> parser
                && parser.getMessagePrototype() instanceof Message prototype
                        ? Optional.of(prototype.getDescriptorForType()) : Optional.empty();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        GrpcMessages messages = GrpcUnpacker.routed().map(GrpcUnpacker::messages).orElse(null);
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        if (messages == null) {
            return listener;
        }
        messages.count(type(call.getMethodDescriptor().getRequestMarshaller()));
        return call.getMethodDescriptor().getType().clientSendsOneMessage() ? listener
                : new SimpleForwardingServerCallListener<>(listener) {
                    @Override
                    public void onMessage(Q message) {
                        try {
                            super.onMessage(message);
                        } finally {
                            messages.taken();
                        }
                    }
                };
    }
}
