package dev.bellwether.chassis.sql;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for the Vert.x client's answers, for a bounded time.
final class SqlAwait {

    // The server ends a transaction after two minutes; this is for the server that does not answer at all.
    private static final long PATIENCE_SECONDS = 150;

    private SqlAwait() {}

    static <T> T await(Future<T> future) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("the database is waited for, which an event loop must not do");
        }
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SqlFailure(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new SqlFailure("no answer from the database", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SqlFailure("interrupted while waiting for the database", e);
        }
    }
}
