package dev.bellwether.cli.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Does the same for many, some at a time.
final class ParallelCalls {

    private ParallelCalls() {}

    /// Returns when it is done for all, with what it gave for each. After a failure, which is thrown, nothing more is begun.
    static <T, R> List<R> each(int atOnce, List<T> all, Function<T, R> work) {
        Semaphore room = new Semaphore(atOnce);
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<R>> begun = new ArrayList<>(all.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T one : all) {
                room.acquireUninterruptibly();
                if (failed.get()) {
                    break;
                }
                begun.add(threads.submit(() -> {
                    boolean done = false;
                    try {
                        R result = work.apply(one);
                        done = true;
                        return result;
                    } finally {
                        failed.compareAndSet(false, !done);
                        room.release();
                    }
                }));
            }
        }
        return begun.stream().map(ParallelCalls::result).toList();
    }

    private static <R> R result(Future<R> done) {
        try {
            return done.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
