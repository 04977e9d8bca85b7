package dev.bellwether.chassis.access;

import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.tracing.Spans;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.trace.Span;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Authorizes the calls of every gRPC method of every service, by the rule in the method's contract. A method whose contract has no
/// rule is refused to every caller, so that a new one cannot be forgotten.
@GlobalInterceptor
@ApplicationScoped
class AccessInterceptor implements ServerInterceptor {

    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Credentials credentials;
    private final Map<String, AccessRule> rules = new ConcurrentHashMap<>();

    AccessInterceptor(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var method = call.getMethodDescriptor();
        AccessRule rule = rules.computeIfAbsent(method.getFullMethodName(), _ -> AccessRule.of(method));
        try {
            return switch (rule) {
                case AccessRule.Public _ -> next.startCall(call, headers);
                case AccessRule.AnyCredential _ -> {
                    authenticate(call, headers);
                    yield next.startCall(call, headers);
                }
                case AccessRule.Undeclared _ -> {
                    authenticate(call, headers);
                    throw new Refusal.PermissionDenied("the contract of " + method.getFullMethodName() + " does not say who may call it");
                }
                case AccessRule.Allowed allowed -> {
                    Caller caller = authenticate(call, headers);
                    allowed.checkCall(caller);
                    RequestTenant requestTenant = new RequestTenant();
                    Context known = Context.current().withValues(Caller.KEY, caller, RequestTenant.KEY, requestTenant);
                    yield new Checked<>(call, caller, allowed, requestTenant, Contexts.interceptCall(known, call, headers, next));
                }
            };
        } catch (Refusal refused) {
            refuse(call, refused);
            return new ServerCall.Listener<>() {};
        }
    }

    /// Once for each call: a token's signature is checked before its messages are unpacked ([HttpAccess]), and not again here.
    private Caller authenticate(ServerCall<?, ?> call, Metadata headers) {
        return HttpAccess.grpcCaller().orElseGet(() -> credentials.authenticate(
                Optional.ofNullable(headers.get(AUTHORIZATION)),
                Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))));
    }

    private static void refuse(ServerCall<?, ?> call, Refusal refused) {
        StatusRuntimeException told = GrpcErrors.of(refused);
        call.close(told.getStatus(), told.getTrailers() == null ? new Metadata() : told.getTrailers());
    }

    /// A request about another tenant's data does not reach the method.
    private static final class Checked<Q> extends SimpleForwardingServerCallListener<Q> {

        private final ServerCall<Q, ?> call;
        private final Caller caller;
        private final AccessRule.Allowed rule;
        private final RequestTenant requestTenant;
        private final Span span = Span.current();
        private boolean refused;

        Checked(
                ServerCall<Q, ?> call,
                Caller caller,
                AccessRule.Allowed rule,
                RequestTenant requestTenant,
                ServerCall.Listener<Q> listener) {
            super(listener);
            this.call = call;
            this.caller = caller;
            this.rule = rule;
            this.requestTenant = requestTenant;
        }

        @Override
        public void onMessage(Q message) {
            if (refused) {
                return;
            }
            try {
                rule.checkRequest(caller, message);
            } catch (Refusal refusal) {
                refused = true;
                refuse(call, refusal);
                return;
            }
            rule.tenant(message).ifPresent(tenant -> {
                requestTenant.is(tenant);
                span.setAttribute(Spans.TENANT, tenant);
            });
            super.onMessage(message);
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }
    }
}
