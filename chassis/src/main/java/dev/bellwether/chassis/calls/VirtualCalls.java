package dev.bellwether.chassis.calls;

import dev.bellwether.chassis.errors.GrpcErrors;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;

/// Answers gRPC calls from virtual threads, so that what is behind them may simply wait.
///
/// Not by `@RunOnVirtualThread`: that lets the end of a call overtake its request, and refuses one call in thousands with
/// "Half-closed without a request" (quarkusio/quarkus#48940).
public final class VirtualCalls {

    private VirtualCalls() {}

    /// One answer; calls with many are [AnswerStreams]'. What the work throws becomes the call's error, in the caller's terms.
    public static <A> void answer(StreamObserver<A> caller, Callable<A> work) {
        if (caller instanceof ServerCallStreamObserver<?> call) {
            // Without a handler an answer to a caller that has left throws.
            call.setOnCancelHandler(() -> {});
        }
        start(() -> {
            try {
                A answer = work.call();
                caller.onNext(answer);
                caller.onCompleted();
            } catch (Throwable failure) {
                caller.onError(GrpcErrors.of(failure));
            }
        });
    }

    /// What interceptors know of the call belongs to the thread that it came on, and is known to the work too.
    static void start(Runnable work) {
        Thread.ofVirtual().name("call").start(CallContext.current().wrap(work));
    }
}
