package dev.bellwether.local.tenant;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Does the same for many, some at a time.
final class Several {

    private Several() {}

    /// Returns when it is done for all. After a failure, which is thrown, nothing more is begun.
    static <T> void each(int atOnce, List<T> all, Consumer<T> work) {
        Semaphore room = new Semaphore(atOnce);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T one : all) {
                room.acquireUninterruptibly();
                if (failure.get() != null) {
                    break;
                }
                threads.execute(() -> {
                    try {
                        work.accept(one);
                    } catch (RuntimeException failed) {
                        failure.compareAndSet(null, failed);
                    } finally {
                        room.release();
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
