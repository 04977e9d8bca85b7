package dev.bellwether.ingestion.http;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.ingestion.gateway.Capture;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Reads one body on its event loop: no more than allowed, for no longer than allowed, and only while there is memory for it.
/// Memory is reserved for what has come, not for what was announced, so that who announces much and sends nothing takes
/// nothing from others.
///
/// Of a body that is refused the rest is thrown away as it comes: a client that is answered while it still sends sees a broken
/// connection, not the answer.
final class BodyReader {

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final int most;
    private final int discard;
    private final BiConsumer<byte[], Reservation> read;
    private final Consumer<HttpAnswer> refused;

    private final Reservation reservation;
    private final Buffer body = Buffer.buffer();
    private Throwable refusal;
    private long discarded;
    private boolean over;
    private long timer;

    /// @param read    given the body and the memory that is reserved for it, which it closes
    /// @param refused given the answer when the body is not taken
    BodyReader(
            Vertx vertx, HttpServerRequest request, Capture capture, int most, int discard,
            BiConsumer<byte[], Reservation> read, Consumer<HttpAnswer> refused) {
        this.vertx = vertx;
        this.request = request;
        this.most = most;
        this.discard = discard;
        this.read = read;
        this.refused = refused;
        this.reservation = new Reservation(capture::reserve);
    }

    /// To be called on the request's event loop.
    void start(Duration within) {
        timer = vertx.setTimer(within.toMillis(), _ -> finish(() -> {
            reservation.close();
            refused.accept(HttpErrors.answer(new InvalidCallException(
                    InvalidCallException.Code.TOO_SLOW, "the body did not come within " + within.toSeconds() + " seconds")).closing());
        }));
        request.exceptionHandler(_ -> leave());
        request.response().closeHandler(_ -> leave());
        request.handler(this::take);
        request.endHandler(_ -> end());
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        if (refusal == null) {
            keep(chunk);
        } else if ((discarded += chunk.length()) > discard) {
            finish(() -> refused.accept(HttpErrors.answer(refusal).closing()));
        }
    }

    private void keep(Buffer chunk) {
        try {
            if (body.length() + chunk.length() > most) {
                throw Body.tooLarge(most);
            }
            reservation.cover(body.length() + chunk.length());
            body.appendBuffer(chunk);
        } catch (InvalidCallException | Refusal no) {
            refusal = no;
            reservation.close();
        }
    }

    private void end() {
        if (refusal == null) {
            byte[] bytes = body.getBytes();
            finish(() -> read.accept(bytes, reservation));
        } else {
            finish(() -> refused.accept(HttpErrors.answer(refusal)));
        }
    }

    private void leave() {
        finish(reservation::close);
    }

    private void finish(Runnable last) {
        if (!over) {
            over = true;
            vertx.cancelTimer(timer);
            last.run();
        }
    }
}
