package dev.bellwether.chassis.admin;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/// Keeps with each gRPC call what its caller has sent as `authorization`. Whether that is enough is asked where it is needed.
@GlobalInterceptor
@ApplicationScoped
class AdminCredentials implements ServerInterceptor {

    static final Context.Key<String> AUTHORIZATION = Context.key("authorization");

    private static final Metadata.Key<String> HEADER = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String authorization = headers.get(HEADER);
        return authorization == null
                ? next.startCall(call, headers)
                : Contexts.interceptCall(Context.current().withValue(AUTHORIZATION, authorization), call, headers, next);
    }
}
