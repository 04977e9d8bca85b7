package dev.bellwether.ingestion.http;

import dev.bellwether.chassis.calls.CallContext;
import dev.bellwether.ingestion.gateway.Capture;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;

/// What every door over HTTP has in common: it reads a bounded body on the event loop, and works on it on a virtual thread.
@ApplicationScoped
public class Doors {

    // And before what answers for paths of no door.
    private static final int BEHIND_ALL_DOORS = Integer.MAX_VALUE - 1;

    /// What browsers are told: any page may send, since the caller shows a key. No cookie is ever looked at.
    private static final CorsHandler ANY_PAGE = CorsHandler.create()
            .allowedMethods(Set.of(HttpMethod.POST, HttpMethod.OPTIONS))
            .allowedHeaders(Set.of("Authorization", "Content-Type", "Content-Encoding", "X-Retry-Count", "Bellwether-Backfill",
                    "Bellwether-Validate-Only", "Bellwether-Report"))
            .exposedHeader("Retry-After")
            .maxAgeSeconds((int) Duration.ofDays(1).toSeconds());

    private final Vertx vertx;
    private final Capture capture;
    private final DoorConfig config;

    Doors(Vertx vertx, Capture capture, DoorConfig config) {
        this.vertx = vertx;
        this.capture = capture;
        this.config = config;
    }

    void answerRest(@Observes Router router) {
        router.route("/v1/*").order(BEHIND_ALL_DOORS).handler(ANY_PAGE)
                .handler(context -> refuse(context.request(), new InvalidCallException(InvalidCallException.Code.NOT_FOUND,
                        "there is nothing at " + context.request().path()
                                + ": events are sent to /v1/track, /v1/batch, /v1/cloudevents and their like")));
    }

    /// May wait. What it throws becomes the answer, in the caller's terms.
    public interface Work {
        HttpAnswer answer(Call call) throws Exception;
    }

    /// @param path without a slash at its end; one is taken too
    /// @param name what the call is called
    /// @param most bytes of the body, inflated
    public void open(Router router, String path, String name, int most, Work work) {
        router.route(path).handler(ANY_PAGE).handler(context -> take(context, name, most, work));
        router.route(path + "/").handler(ANY_PAGE).handler(context -> take(context, name, most, work));
    }

    private void take(RoutingContext context, String name, int most, Work work) {
        HttpServerRequest request = context.request();
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.OPTIONS)) {
            // Not a preflight: those are answered before.
            request.response().setStatusCode(204).putHeader("Allow", "POST, OPTIONS").end();
        } else if (!method.equals(HttpMethod.POST)) {
            refuse(request, new InvalidCallException(InvalidCallException.Code.METHOD_NOT_ALLOWED,
                    method + " is not taken here: events are sent with POST"));
        } else {
            Context eventLoop = vertx.getOrCreateContext();
            CallContext call = CallContext.current();
            new BodyReader(vertx, request, capture, most, config.discardBytes(),
                    (body, reservation) -> Thread.ofVirtual().name("door").start(call.wrap(() -> {
                        HttpAnswer answer = answer(new Call(name, request.headers(), body), most, work, reservation);
                        eventLoop.runOnContext(_ -> send(request, answer));
                    })),
                    answer -> send(request, answer)).start(config.bodyWithin());
        }
    }

    private static HttpAnswer answer(Call call, int most, Work work, Reservation reservation) {
        try (reservation) {
            if (call.header("Content-Encoding").isPresent()) {
                reservation.cover(call.body().length + most);
            }
            return work.answer(call);
        } catch (Throwable failure) {
            return HttpErrors.answer(failure);
        }
    }

    private static void refuse(HttpServerRequest request, InvalidCallException bad) {
        request.handler(_ -> {});
        send(request, HttpErrors.answer(bad));
    }

    private static void send(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader("Content-Type", "application/json");
        answer.headers().forEach(response::putHeader);
        boolean closes = answer.last() && request.version() != HttpVersion.HTTP_2;
        if (closes) {
            response.putHeader("Connection", "close");
        }
        response.end(Buffer.buffer(answer.body())).onComplete(_ -> {
            if (closes) {
                request.connection().close();
            }
        });
    }
}
