package dev.bellwether.chassis.errors;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// How a stranger is answered over HTTP: as problem details (RFC 9457), like every other error.
public final class HttpRefusal {

    private HttpRefusal() {}

    public static void unauthenticated(RoutingContext context, String detail) {
        answer(context, HttpProblem.of(new Refusal.Unauthenticated(detail)));
    }

    public static void answer(RoutingContext context, HttpProblem problem) {
        problem.headers().forEach((name, value) -> context.response().putHeader(name, value));
        answer(context, problem.status(), HttpResponseStatus.valueOf(problem.status()).reasonPhrase(), problem.detail());
    }

    public static void headersTooLarge(RoutingContext context, String detail) {
        answer(context, 431, "Request Header Fields Too Large", detail);
    }

    public static void compressed(RoutingContext context) {
        context.response().putHeader("accept-encoding", "identity");
        answer(context, 415, "Unsupported Media Type", "bodies are not taken compressed here");
    }

    /// The path as it came.
    public static void unknownPath(RoutingContext context) {
        answer(context, 404, "Not Found", "there is nothing at " + context.request().path());
    }

    private static void answer(RoutingContext context, int status, String title, String detail) {
        context.response().setStatusCode(status).putHeader("content-type", "application/problem+json")
                .end(new JsonObject().put("title", title).put("status", status).put("detail", detail).encode());
    }
}
