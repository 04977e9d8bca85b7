package dev.bellwether.ingestion.gateway;

import dev.bellwether.chassis.log.producer.CommittedOffsets;
import dev.bellwether.chassis.log.producer.UnreadableOffsetException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/// The log's answers to the records of one batch: one object for all of them. Comes to its end, good or bad, when the
/// last record has been answered: good only when each stands where it will be read.
final class Acknowledgement implements Callback {

    // Records sent, less records answered; the former are counted by the sender and added once, at the end, so that it and the
    // log's thread do not fight over the number for each record. Below zero until then.
    private final AtomicInteger awaited = new AtomicInteger();
    private int sent;
    private final CommittedOffsets floor;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /// @param floor of the topic that all records go to, from before the first is sent
    Acknowledgement(CommittedOffsets floor) {
        this.floor = floor;
    }

    /// Why nothing need be sent, if so.
    Optional<UnreadableOffsetException> closed() {
        return floor.closed();
    }

    /// Before a record is sent, by the one thread that sends.
    void await() {
        sent++;
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    /// After the last record is sent.
    CompletableFuture<Void> allSent() {
        change(sent);
        return done;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        Exception problem = exception == null ? floor.problem(metadata).orElse(null) : exception;
        if (problem != null) {
            failure.compareAndSet(null, problem);
        }
        change(-1);
    }

    private void change(int by) {
        if (awaited.addAndGet(by) == 0) {
            Exception first = failure.get();
            if (first == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(first);
            }
        }
    }
}
