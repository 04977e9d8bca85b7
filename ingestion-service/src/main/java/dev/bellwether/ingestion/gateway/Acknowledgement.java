package dev.bellwether.ingestion.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/// The log's answers to the records of one batch: one object for all of them. Comes to its end, good or bad, when the
/// last record has been answered.
final class Acknowledgement implements Callback {

    // One for each record, and one until all records are sent.
    private final AtomicInteger awaited = new AtomicInteger(1);
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /// Before a record is sent.
    void await() {
        awaited.incrementAndGet();
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    /// After the last record is sent.
    CompletableFuture<Void> allSent() {
        answered();
        return done;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        if (exception != null) {
            failure.compareAndSet(null, exception);
        }
        answered();
    }

    private void answered() {
        if (awaited.decrementAndGet() == 0) {
            Exception first = failure.get();
            if (first == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(first);
            }
        }
    }
}
