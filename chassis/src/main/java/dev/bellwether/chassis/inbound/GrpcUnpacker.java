package dev.bellwether.chassis.inbound;

import dev.bellwether.chassis.errors.GrpcRefusal;
import io.grpc.Status;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextDecorator;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;

/// Every gRPC call of every service comes through here, behind who asks for a credential: its messages are unpacked within their limit
/// and within the memory that there is for them ([GrpcMessages]).
@ApplicationScoped
public class GrpcUnpacker {

    // Behind who asks for credentials.
    private static final int PRIORITY = 900;
    private static final String ACCEPTED = "gzip,identity";
    private static final String HEALTH = "/grpc.health.v1.Health/";
    // The name of a service; no caller shows a credential for it.
    private static final int HEALTH_BYTES = 4 * 1024;
    private static final String MESSAGES = GrpcMessages.class.getName();

    private final InboundMemory memory;
    private final GrpcConfig limits;
    private volatile Router router;

    GrpcUnpacker(InboundMemory memory, GrpcConfig limits) {
        this.memory = memory;
        this.limits = limits;
    }

    void open(@Observes Filters filters) {
        filters.register(this::take, PRIORITY);
    }

    void route(@Observes Router router) {
        this.router = router;
    }

    /// What the gRPC server takes for a call.
    public static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return request.version() == HttpVersion.HTTP_2 && type != null && type.toLowerCase(Locale.ROOT).startsWith("application/grpc");
    }

    /// Nothing is asked of who wants to know how a service is.
    public static boolean isHealth(HttpServerRequest request) {
        return request.path() != null && request.path().startsWith(HEALTH);
    }

    /// The HTTP request of the gRPC call that is being taken on this thread; empty for one that has come another way.
    public static Optional<RoutingContext> routed() {
        Context context = Vertx.currentContext();
        return Optional.ofNullable(context == null ? null : context.getLocal(RoutingContext.class.getName()));
    }

    /// What the call's messages come out of; null for a call that has not come through here.
    static GrpcMessages messages(RoutingContext context) {
        return context.get(MESSAGES);
    }

    private void take(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isGrpc(request) || messages(context) != null) {
            context.next();
            return;
        }
        String encoding = request.headers().contains("grpc-encoding") ? request.getHeader("grpc-encoding") : "identity";
        if (!encoding.equals("gzip") && !encoding.equals("identity")) {
            request.response().putHeader("grpc-accept-encoding", ACCEPTED);
            GrpcRefusal.answer(request, Status.UNIMPLEMENTED.withDescription(
                    "messages compressed in this way are not taken, only " + ACCEPTED.replace(",", " and ")).asRuntimeException());
            return;
        }
        int most = isHealth(request) ? HEALTH_BYTES : limits.of(request.path());
        Context loop = Vertx.currentContext();
        GrpcMessages messages = new GrpcMessages(
                request, most, encoding.equals("gzip"), memory.share(), task -> loop.runOnContext(_ -> task.run()));
        context.put(MESSAGES, messages);
        context.addEndHandler(_ -> messages.release());
        router.handleContext(new Unpacked(context, messages));
    }

    /// The same call with the messages in place of its body.
    private static final class Unpacked extends RoutingContextDecorator {

        private final GrpcMessages messages;

        Unpacked(RoutingContext context, GrpcMessages messages) {
            super(context.currentRoute(), (RoutingContextInternal) context);
            this.messages = messages;
        }

        @Override
        public HttpServerRequest request() {
            return messages;
        }
    }
}
