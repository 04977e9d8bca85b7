package dev.bellwether.chassis.calls;

import dev.bellwether.chassis.errors.GrpcErrors;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;

/// Answers gRPC calls from virtual threads, so that what is behind them may simply wait.
///
/// Not by `@RunOnVirtualThread`: that lets the end of a call overtake its request, and refuses one call in thousands with
/// "Half-closed without a request" (quarkusio/quarkus#48940).
public final class VirtualCalls {

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

    public static void run(StreamObserver<?> caller, Work work) {
        if (caller instanceof ServerCallStreamObserver<?> call) {
            // Without a handler an answer to a caller that has left throws.
            call.setOnCancelHandler(() -> {});
        }
        // What interceptors know of the call belongs to the thread that it came on, and is to be known here too.
        Thread.ofVirtual().name("call").start(Context.current().wrap(() -> {
            try {
                work.run();
            } catch (Throwable failure) {
                caller.onError(GrpcErrors.of(failure));
            }
        }));
    }
}
