package dev.bellwether.chassis.calls;

import dev.bellwether.chassis.errors.GrpcErrors;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Answers gRPC calls from virtual threads, so that what is behind them may simply wait.
///
/// Not by `@RunOnVirtualThread`: that lets the end of a call overtake its request, and refuses one call in thousands with
/// "Half-closed without a request" (quarkusio/quarkus#48940).
public final class VirtualCalls {

    /// A caller that takes nothing for so long has gone away, or might as well.
    private static final Duration READING = Duration.ofSeconds(20);

    private VirtualCalls() {}

    /// What answers the call by itself, up to its completion. What it throws becomes the call's error.
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /// One answer. What the work throws becomes the call's error, in the caller's terms.
    public static <A> void answer(StreamObserver<A> caller, Callable<A> work) {
        run(caller, () -> {
            A answer = work.call();
            caller.onNext(answer);
            caller.onCompleted();
        });
    }

    /// What gives many answers, one after the other, and returns after the last.
    @FunctionalInterface
    public interface Stream<A> {
        void to(Consumer<A> caller) throws Exception;
    }

    /// Many answers, no faster than the caller reads them: giving one waits for it.
    public static <A> void stream(StreamObserver<A> caller, Stream<A> work) {
        ServerCallStreamObserver<A> call = (ServerCallStreamObserver<A>) caller;
        Semaphore signals = new Semaphore(0);
        call.setOnReadyHandler(signals::release);
        call.setOnCancelHandler(signals::release);
        start(caller, () -> {
            work.to(answer -> {
                awaitReady(call, signals);
                call.onNext(answer);
            });
            call.onCompleted();
        });
    }

    private static void awaitReady(ServerCallStreamObserver<?> call, Semaphore signals) {
        long deadline = System.nanoTime() + READING.toNanos();
        while (!call.isReady()) {
            if (call.isCancelled() || System.nanoTime() > deadline) {
                throw Status.CANCELLED.withDescription("the caller does not read").asRuntimeException();
            }
            try {
                // The time bounds the harm of a lost signal.
                signals.tryAcquire(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Status.CANCELLED.asRuntimeException();
            }
        }
    }

    public static void run(StreamObserver<?> caller, Work work) {
        if (caller instanceof ServerCallStreamObserver<?> call) {
            // Without a handler an answer to a caller that has left throws.
            call.setOnCancelHandler(() -> {});
        }
        start(caller, work);
    }

    private static void start(StreamObserver<?> caller, Work work) {
        // What interceptors know of the call belongs to the thread that it came on, and is to be known here too.
        Thread.ofVirtual().name("call").start(CallContext.current().wrap(() -> {
            try {
                work.run();
            } catch (Throwable failure) {
                caller.onError(GrpcErrors.of(failure));
            }
        }));
    }
}
