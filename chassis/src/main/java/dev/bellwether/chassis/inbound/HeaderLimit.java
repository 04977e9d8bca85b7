package dev.bellwether.chassis.inbound;

import dev.bellwether.chassis.errors.GrpcRefusal;
import dev.bellwether.chassis.errors.HttpRefusal;
import io.grpc.Status;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/// Refuses a call whose headers are too large, and that call alone. The limits of HTTP itself (`quarkus.http.limits`) are far above:
/// beyond those a connection ends, with every call on it.
@ApplicationScoped
class HeaderLimit {

    // Before who looks into them.
    private static final int PRIORITY = 2_000;
    private static final int MOST = 32 * 1024;

    void open(@Observes Filters filters) {
        filters.register(HeaderLimit::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        if (GrpcUnpacker.messages(context) != null) {
            context.next();
            return;
        }
        long bytes = 0;
        for (Map.Entry<String, String> header : context.request().headers()) {
            bytes += header.getKey().length() + header.getValue().length();
        }
        if (bytes <= MOST) {
            context.next();
            return;
        }
        String detail = "the headers have " + bytes + " bytes: at most " + MOST + " are taken";
        if (GrpcUnpacker.isGrpc(context.request())) {
            GrpcRefusal.answer(context.request(), Status.RESOURCE_EXHAUSTED.withDescription(detail).asRuntimeException());
        } else {
            HttpRefusal.headersTooLarge(context, detail);
        }
    }
}
