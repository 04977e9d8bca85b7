package dev.bellwether.chassis.inbound;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;

/// Sees where the messages of a stream have got to: one counts until the method has taken it, a single request until it is answered.
@GlobalInterceptor
@ApplicationScoped
class TakenMessages implements ServerInterceptor, Prioritized {

    /// Before all others: what they refuse has been taken too.
    @Override
    public int getPriority() {
        return 10_000;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Context context = Vertx.currentContext();
        RoutingContext http = context == null ? null : context.getLocal(RoutingContext.class.getName());
        GrpcMessages messages = http == null ? null : GrpcUnpacker.messages(http);
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        if (messages == null) {
            return listener;
        }
        messages.count();
        return call.getMethodDescriptor().getType().clientSendsOneMessage() ? listener : new SimpleForwardingServerCallListener<>(listener) {
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
