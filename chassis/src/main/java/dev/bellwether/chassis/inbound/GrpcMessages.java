package dev.bellwether.chassis.inbound;

import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.GrpcRefusal;
import dev.bellwether.chassis.errors.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.GZIPInputStream;

/// The request that a gRPC call comes as, of which its reader sees whole messages that are unpacked and within their limit. A
/// message is unpacked no further than to the limit; the server of Vert.x knows a limit of packed bytes only.
///
/// On the event loop of its request.
final class GrpcMessages extends HttpServerRequestWrapper {

    private static final int PREFIX = 5;
    private static final int STEP = 16 * 1024;
    private static final long CANCEL = 8;

    private final int most;
    private final boolean gzip;
    private final InboundMemory.Share share;
    private final Deque<Integer> delivered = new ArrayDeque<>();
    private long deliveredBytes;
    private Handler<Buffer> reader;
    private Handler<Void> atEnd;
    private Handler<Throwable> atFailure;
    private Buffer unread = Buffer.buffer();
    private int at;
    private Buffer unpacked;
    private boolean counted;
    private boolean paused;
    private boolean draining;
    private boolean ended;
    private boolean over;

    /// @param most bytes of a message, unpacked
    /// @param gzip whether the call says that its messages may be compressed
    GrpcMessages(HttpServerRequest request, int most, boolean gzip, InboundMemory.Share share) {
        super((HttpServerRequestInternal) request);
        this.most = most;
        this.gzip = gzip;
        this.share = share;
    }

    /// To be told of each message that has been [taken][#taken]: until then it counts.
    void count() {
        counted = true;
    }

    void taken() {
        Integer bytes = delivered.poll();
        if (bytes != null) {
            deliveredBytes -= bytes;
            share.hold(held());
            drain();
        }
    }

    /// The call is over.
    void release() {
        over = true;
        unread = Buffer.buffer();
        unpacked = null;
        share.hold(0);
    }

    @Override
    public HttpServerRequest handler(Handler<Buffer> handler) {
        reader = handler;
        delegate.handler(handler == null ? null : this::read);
        return this;
    }

    @Override
    public HttpServerRequest endHandler(Handler<Void> handler) {
        atEnd = handler;
        delegate.endHandler(handler == null ? null : _ -> {
            ended = true;
            drain();
        });
        return this;
    }

    @Override
    public HttpServerRequest exceptionHandler(Handler<Throwable> handler) {
        atFailure = handler;
        delegate.exceptionHandler(handler);
        return this;
    }

    @Override
    public HttpServerRequest pause() {
        paused = true;
        delegate.pause();
        return this;
    }

    @Override
    public HttpServerRequest resume() {
        paused = false;
        drain();
        return this;
    }

    @Override
    public HttpServerRequest fetch(long amount) {
        return resume();
    }

    private void read(Buffer chunk) {
        if (over) {
            return;
        }
        // A buffer of our own: what has been handed on refers to the old one.
        if (at == unread.length()) {
            unread = chunk.copy();
            at = 0;
        } else {
            if (at > 0) {
                unread = unread.getBuffer(at, unread.length());
                at = 0;
            }
            unread.appendBuffer(chunk);
        }
        if (share.hold(held())) {
            drain();
        } else {
            refuse(overloaded());
        }
    }

    private long held() {
        return unread.length() - at + deliveredBytes + (unpacked == null ? 0 : unpacked.length());
    }

    private void drain() {
        if (draining || over || reader == null) {
            return;
        }
        draining = true;
        try {
            boolean more = true;
            while (more && !paused && !over) {
                more = next();
            }
        } finally {
            draining = false;
        }
        if (over || paused) {
            return;
        }
        if (unpacked != null) {
            delegate.pause();
        } else if (ended) {
            over = true;
            if (atEnd != null) {
                atEnd.handle(null);
            }
        } else {
            delegate.resume();
        }
    }

    /// @return whether there was a message to hand on, and room for it beside those that have not been taken yet
    private boolean next() {
        try {
            unpacked = unpacked == null ? message() : unpacked;
        } catch (StatusRuntimeException refused) {
            refuse(refused);
            return false;
        }
        if (unpacked == null || deliveredBytes > 0 && deliveredBytes + unpacked.length() > most + PREFIX) {
            return false;
        }
        Buffer message = unpacked;
        unpacked = null;
        if (counted) {
            delivered.add(message.length());
            deliveredBytes += message.length();
        }
        share.hold(held());
        reader.handle(message);
        return true;
    }

    /// @return null when it has not come as a whole
    private Buffer message() {
        if (unread.length() - at < PREFIX) {
            return null;
        }
        long size = unread.getUnsignedInt(at + 1);
        if (size > most) {
            throw tooLarge();
        }
        int end = at + PREFIX + (int) size;
        if (unread.length() < end) {
            return null;
        }
        Buffer message = switch (unread.getByte(at)) {
            case 0 -> unread.slice(at, end);
            case 1 -> unpacked(unread.getBytes(at + PREFIX, end));
            default -> throw Status.INTERNAL.withDescription("a message begins with a byte that is neither 0 nor 1 (compressed)")
                    .asRuntimeException();
        };
        at = end;
        return message;
    }

    private Buffer unpacked(byte[] packed) {
        if (!gzip) {
            throw Status.INTERNAL.withDescription("a message says that it is compressed, and the call does not say how:"
                    + " send grpc-encoding: gzip, or messages that are not compressed").asRuntimeException();
        }
        Buffer message = Buffer.buffer(STEP).appendByte((byte) 0).appendInt(0);
        try (InputStream input = new GZIPInputStream(new ByteArrayInputStream(packed), STEP)) {
            byte[] step = new byte[STEP];
            for (int read = input.read(step); read >= 0; read = input.read(step)) {
                message.appendBytes(step, 0, read);
                if (message.length() - PREFIX > most) {
                    throw tooLarge();
                }
                if (!share.hold(held() + message.length())) {
                    throw overloaded();
                }
            }
        } catch (IOException broken) {
            throw Status.INTERNAL.withDescription("a message is not gzip, as grpc-encoding says, or not all of it has come")
                    .asRuntimeException();
        }
        return message.setInt(1, message.length() - PREFIX);
    }

    private void refuse(StatusRuntimeException status) {
        release();
        GrpcRefusal.answer(delegate, status);
        if (atFailure != null) {
            atFailure.handle(new StreamResetException(CANCEL));
        }
    }

    private StatusRuntimeException tooLarge() {
        return Status.RESOURCE_EXHAUSTED.withDescription(
                "a message has more than " + most + " bytes, unpacked: that is the most that this method takes").asRuntimeException();
    }

    private static StatusRuntimeException overloaded() {
        return GrpcErrors.of(new Refusal.Overloaded("the messages of the calls that are under way take all the memory"
                + " that there is for them: call again after a while", Duration.ofSeconds(1)));
    }
}
