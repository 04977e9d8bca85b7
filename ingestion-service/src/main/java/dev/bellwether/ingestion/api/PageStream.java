package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.calls.CallContext;
import dev.bellwether.chassis.errors.GrpcErrors;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Answers a call with pages from a virtual thread, so that what is behind them may simply wait.
final class PageStream {

    private PageStream() {}

    /// One page after the other, no faster than the caller reads.
    interface Pages<A> {
        Optional<A> next() throws Exception;
    }

    static <A> void answer(StreamObserver<A> caller, Callable<Pages<A>> beginning) {
        ServerCallStreamObserver<A> call = (ServerCallStreamObserver<A>) caller;
        Semaphore ready = new Semaphore(0);
        call.setOnReadyHandler(ready::release);
        call.setOnCancelHandler(ready::release);
        Thread.ofVirtual().name("stream").start(CallContext.current().wrap(() -> {
            try {
                Pages<A> pages = beginning.call();
                for (Optional<A> page = pages.next(); page.isPresent(); page = pages.next()) {
                    while (!call.isReady() && !call.isCancelled()) {
                        // The time bounds the harm of a lost signal.
                        ready.tryAcquire(100, TimeUnit.MILLISECONDS);
                    }
                    if (call.isCancelled()) {
                        return;
                    }
                    call.onNext(page.get());
                }
                call.onCompleted();
            } catch (Throwable failure) {
                call.onError(GrpcErrors.of(failure));
            }
        }));
    }
}
