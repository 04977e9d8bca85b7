package dev.bellwether.features.api;

import dev.bellwether.chassis.calls.CallContext;
import dev.bellwether.chassis.errors.GrpcErrors;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Answers a call with many messages from a virtual thread, no faster than the caller reads.
final class Answering {

    private static final int PATIENCE_SECONDS = 60;

    private Answering() {}

    interface Outlet<T> {
        /// Waits while the caller has enough to read.
        void send(T answer);
    }

    interface Work<T> {
        void into(Outlet<T> outlet);
    }

    static <T> void many(StreamObserver<T> answers, Work<T> work) {
        ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) answers;
        Semaphore changed = new Semaphore(0);
        call.setOnReadyHandler(changed::release);
        call.setOnCancelHandler(changed::release);
        Thread.startVirtualThread(CallContext.current().wrap(() -> {
            try {
                work.into(answer -> {
                    awaitReady(call, changed);
                    call.onNext(answer);
                });
                call.onCompleted();
            } catch (Throwable failure) {
                if (!call.isCancelled()) {
                    call.onError(GrpcErrors.of(failure));
                }
            }
        }));
    }

    private static void awaitReady(ServerCallStreamObserver<?> call, Semaphore changed) {
        try {
            while (!call.isReady()) {
                if (call.isCancelled()) {
                    throw Status.CANCELLED.withDescription("the caller has gone").asRuntimeException();
                }
                if (!changed.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS) && !call.isReady()) {
                    throw Status.DEADLINE_EXCEEDED.withDescription("the caller does not read").asRuntimeException();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withDescription("shutting down").asRuntimeException();
        }
    }
}
