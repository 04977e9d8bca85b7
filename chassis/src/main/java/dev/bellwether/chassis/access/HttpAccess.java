package dev.bellwether.chassis.access;

import dev.bellwether.chassis.errors.Refusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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
    private static final String GRPC = "application/grpc";
    private static final String CALLER = Caller.class.getName();

    private final Credentials credentials;
    private final List<String> ownDoors;

    HttpAccess(Credentials credentials, Instance<OwnDoors> ownDoors) {
        this.credentials = credentials;
        this.ownDoors = ownDoors.stream().map(OwnDoors::prefix).toList();
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

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (isGrpc(request) || ownDoors.stream().anyMatch(context.normalizedPath()::startsWith)) {
            context.next();
            return;
        }
        try {
            context.put(CALLER, credentials.authenticate(
                    Optional.ofNullable(request.getHeader("authorization")), Optional.ofNullable(request.sslSession())));
        } catch (Refusal.Unavailable unavailable) {
            HttpRefusal.unavailable(context, unavailable.getMessage());
            return;
        } catch (Refusal.Unauthenticated unauthenticated) {
            HttpRefusal.unauthenticated(context, unauthenticated.getMessage());
            return;
        }
        context.next();
    }

    /// [AccessInterceptor] asks those. What only says to be one, and would be answered as something else, is none.
    private static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return request.version() == HttpVersion.HTTP_2 && request.method() == HttpMethod.POST && type != null && type.startsWith(GRPC);
    }
}
