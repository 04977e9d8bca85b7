package dev.bellwether.chassis.inbound;

import com.google.protobuf.Descriptors.Descriptor;
import dev.bellwether.chassis.errors.GrpcRefusal;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/// The request that a gRPC call comes as, of which its reader sees whole messages that are unpacked and within their limit
/// ([MessageFrames]), and that there is memory for once they are parsed ([ParsedSize]). The server of Vert.x knows a limit of packed
/// bytes only.
///
/// On the event loop of its request.
final class GrpcMessages extends HttpServerRequestWrapper {

    private static final long CANCEL = 8;

    private final int most;
    private final MessageFrames frames;
    private final InboundMemory.Share share;
    private final Consumer<Runnable> later;
    private final Deque<Long> delivered = new ArrayDeque<>();
    private long deliveredBytes;
    /// Of the last message, if it has been taken: the gRPC server keeps it until the next one comes or the call is over.
    private long keptBytes;
    private Handler<Buffer> reader;
    private Handler<Void> atEnd;
    private Handler<Throwable> atFailure;
    private Buffer waiting;
    private long waitingBytes;
    private Optional<Descriptor> type = Optional.empty();
    private boolean counted;
    private boolean paused;
    private boolean draining;
    private boolean ended;
    private boolean over;

    /// @param most bytes of a message, unpacked
    /// @param gzip whether the call says that its messages may be compressed
    /// @param later runs a task on the event loop of the request, behind those that are queued there
    GrpcMessages(HttpServerRequest request, int most, boolean gzip, InboundMemory.Share share, Consumer<Runnable> later) {
        super((HttpServerRequestInternal) request);
        this.most = most;
        this.frames = new MessageFrames(most, gzip, unpacked -> share.hold(held() + unpacked));
        this.share = share;
        this.later = later;
    }

    /// Called for each message that has been [taken][#taken]: until then it counts.
    ///
    /// @param type what the messages are parsed as; empty where they are not
    void count(Optional<Descriptor> type) {
        this.type = type;
        counted = true;
    }

    void taken() {
        Long bytes = delivered.poll();
        if (bytes != null) {
            deliveredBytes -= bytes;
            keptBytes = delivered.isEmpty() ? bytes : 0;
            share.hold(held());
            drain();
        }
    }

    /// The call is over. What has been handed on counts until the event loop has done what the gRPC server has queued there: those tasks
    /// refer to the call and its messages, and a loop that reads many calls at once comes to none of them before it has read all.
    void release() {
        over = true;
        frames.clear();
        waiting = null;
        waitingBytes = 0;
        share.hold(held());
        // Once for what is queued before, once for what the end of the call queues.
        later.accept(() -> later.accept(this::forget));
    }

    /// A message that is taken later than this counts no more.
    private void forget() {
        delivered.clear();
        deliveredBytes = 0;
        keptBytes = 0;
        share.hold(held());
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
        frames.add(chunk);
        if (share.hold(held())) {
            drain();
        } else {
            refuse(InboundMemory.overloaded());
        }
    }

    private long held() {
        return frames.unread() + deliveredBytes + keptBytes + waitingBytes;
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
        if (waiting != null) {
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
            if (waiting == null) {
                await(frames.next());
            }
        } catch (StatusRuntimeException refused) {
            refuse(refused);
            return false;
        }
        if (waiting == null || deliveredBytes > 0 && deliveredBytes + waitingBytes > most) {
            return false;
        }
        Buffer message = waiting;
        if (counted) {
            delivered.add(waitingBytes);
            deliveredBytes += waitingBytes;
            keptBytes = 0;
        }
        waiting = null;
        waitingBytes = 0;
        share.hold(held());
        reader.handle(message);
        return true;
    }

    private void await(Buffer message) {
        if (message == null) {
            return;
        }
        waiting = message;
        waitingBytes = message.length() + type.map(known -> share.parsed(known, message)).orElse(0L);
        if (!share.hold(held())) {
            throw share.refusal(waitingBytes);
        }
    }

    private void refuse(StatusRuntimeException status) {
        release();
        GrpcRefusal.answer(delegate, status);
        if (atFailure != null) {
            atFailure.handle(new StreamResetException(CANCEL));
        }
    }
}
