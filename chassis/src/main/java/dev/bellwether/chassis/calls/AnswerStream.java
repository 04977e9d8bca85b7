package dev.bellwether.chassis.calls;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/// The way back to the caller of one call with many answers. [#send] and [#requireOpen] are for the thread that answers, [#end] for any.
public final class AnswerStream<A> {

    private static final Logger LOG = Logger.getLogger(AnswerStream.class);
    /// Bounds the harm of a lost signal.
    private static final long LOOK_MILLIS = 100;

    private final String method;
    private final ServerCallStreamObserver<A> call;
    private final Duration deadline;
    private final LongSupplier nanos;
    private final Semaphore changed = new Semaphore(0);
    private final AtomicReference<RuntimeException> ending = new AtomicReference<>();

    /// To be made on the thread that the call came on: handlers cannot be set later.
    ///
    /// @param method   for the log
    /// @param deadline for the caller to read on
    /// @param nanos    as System.nanoTime; read while the caller is waited for
    AnswerStream(String method, ServerCallStreamObserver<A> call, Duration deadline, LongSupplier nanos) {
        this.method = method;
        this.call = call;
        this.deadline = deadline;
        this.nanos = nanos;
        call.setOnReadyHandler(changed::release);
        call.setOnCancelHandler(changed::release);
    }

    /// Waits until the caller takes it: what has not been read yet stays within the connection's bounds.
    ///
    /// @throws RuntimeException that the work is to leave through: the caller has gone, has read nothing until the deadline, or the call
    ///                          has been [ended][#end]
    public void send(A answer) {
        requireOpen();
        if (!call.isReady()) {
            awaitReady();
        }
        call.onNext(answer);
    }

    /// For work that takes long between two answers.
    ///
    /// @throws RuntimeException as [#send]
    public void requireOpen() {
        if (call.isCancelled()) {
            throw Status.CANCELLED.withDescription("the caller has gone").asRuntimeException();
        }
        RuntimeException end = ending.get();
        if (end != null) {
            throw end;
        }
    }

    /// The work under way finds this thrown when it sends the next answer, or waits for the caller. The first one counts.
    public void end(RuntimeException why) {
        ending.compareAndSet(null, why);
        changed.release();
    }

    private void awaitReady() {
        long begun = nanos.getAsLong();
        while (!call.isReady()) {
            if (nanos.getAsLong() - begun > deadline.toNanos()) {
                LOG.warnf("%s is ended: its caller has read nothing for %d s", method, (Long) deadline.toSeconds());
                throw Status.DEADLINE_EXCEEDED
                        .withDescription("nothing has been read for " + deadline.toSeconds() + " s: call again, and read on")
                        .asRuntimeException();
            }
            try {
                changed.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                changed.drainPermits();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Status.CANCELLED.withCause(interrupted).asRuntimeException();
            }
            requireOpen();
        }
    }
}
