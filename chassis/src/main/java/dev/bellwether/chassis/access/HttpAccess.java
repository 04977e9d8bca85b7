package dev.bellwether.chassis.access;

import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.GrpcRefusal;
import dev.bellwether.chassis.errors.HttpProblem;
import dev.bellwether.chassis.errors.HttpRefusal;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.inbound.GrpcUnpacker;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;

/// Nothing is served over HTTP to who shows no credential: documents, unknown paths, whatever a library brings. What may be
/// done with it is asked behind this, where it is known what is asked for.
@ApplicationScoped
public class HttpAccess {

    // Before everything else that answers.
    private static final int FIRST = 1_000;
    private static final String CALLER = Caller.class.getName();

    private final Credentials credentials;
    private final List<String> ownDoors;

    HttpAccess(Credentials credentials, Instance<SelfAuthenticatedPaths> ownDoors) {
        this.credentials = credentials;
        this.ownDoors = ownDoors.stream().map(SelfAuthenticatedPaths::prefix).toList();
    }

    /// Who makes the gRPC call that is being taken on this thread, where that has been asked already.
    static Optional<Caller> grpcCaller() {
        return GrpcUnpacker.routed().map(context -> context.get(CALLER));
    }

    /// Who makes this call.
    ///
    /// @throws Refusal.Unauthenticated when it has not come through here
    public static Caller caller(RoutingContext context) {
        Caller caller = context.get(CALLER);
        if (caller == null) {
            throw new Refusal.Unauthenticated("this needs a credential");
        }
        return caller;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void answerRest(@Observes Router router) {
        router.route().last().handler(context -> {
            if (isOwnDoor(context)) {
                context.next();
            } else {
                HttpRefusal.unknownPath(context);
            }
        });
    }

    private boolean isOwnDoor(RoutingContext context) {
        return ownDoors.stream().anyMatch(context.normalizedPath()::startsWith);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean grpc = GrpcUnpacker.isGrpc(request);
        if (context.get(CALLER) != null || (grpc ? GrpcUnpacker.isHealth(request) : isOwnDoor(context))) {
            context.next();
            return;
        }
        try {
            context.put(CALLER, credentials.authenticate(
                    Optional.ofNullable(request.getHeader("authorization")), Optional.ofNullable(request.sslSession())));
        } catch (Refusal.Unavailable | Refusal.Unauthenticated refused) {
            // Of a gRPC call, too, before anything of it is read. What it may do is asked by AccessInterceptor.
            if (grpc) {
                GrpcRefusal.answer(request, GrpcErrors.of(refused));
            } else {
                HttpRefusal.answer(context, HttpProblem.of(refused));
            }
            return;
        }
        String encoding = request.getHeader("content-encoding");
        if (grpc || encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            context.next();
        } else {
            HttpRefusal.compressed(context);
        }
    }
}
