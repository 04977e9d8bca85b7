package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.load.LoadEvents;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.GetProgressResponse;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.operations.v1.PartitionProgress;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// As many events as the platform takes: some gRPC streams, each with a bounded number of batches not yet acknowledged,
/// and never more events under way than a bounded backlog, so that what is measured is sustained and not a burst that
/// the log absorbs.
final class SustainedLoad {

    private static final String EVENTS_TOPIC = "bellwether.events.v1";
    private static final int STREAMS = 3;
    private static final int BATCHES_IN_FLIGHT = 16;
    private static final int BATCH = 500;
    private static final long BACKLOG = 200_000;

    private final Channel ingestion;
    private final Channel features;
    private final LoadEvents events;

    SustainedLoad(Channel ingestion, Channel features, LoadEvents events) {
        this.ingestion = ingestion;
        this.features = features;
        this.events = events;
    }

    /// @param events         sent and acknowledged
    /// @param acknowledged   events per second at the gateway
    /// @param featuresCommitted events per second from the first send until features of the last one were committed
    record Result(long events, double acknowledged, double featuresCommitted) {}

    Result run(Duration duration) throws InterruptedException {
        long before = folded();
        LongAdder accepted = new LongAdder();
        LongAdder sent = new LongAdder();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        LongAdder foldedSince = new LongAdder();
        AtomicBoolean watching = new AtomicBoolean(true);
        Thread watcher = Thread.ofVirtual().start(() -> {
            long last = 0;
            while (watching.get()) {
                long now = folded() - before;
                foldedSince.add(now - last);
                last = now;
                LockSupport.parkNanos(50_000_000);
            }
        });
        List<Thread> senders = new ArrayList<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            int seed = stream;
            senders.add(Thread.ofPlatform().start(() -> {
                try {
                    stream(seed, end, sent, accepted, foldedSince);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                }
            }));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        double sending = (System.nanoTime() - begin) / 1e9;
        watching.set(false);
        watcher.join();
        if (failure.get() != null) {
            throw new IllegalStateException("the load could not be sent: " + failure.get().getMessage(), failure.get());
        }
        long total = accepted.sum();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (folded() - before < total) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "features have seen " + (folded() - before) + " of " + total + " events and have stopped there");
            }
            LockSupport.parkNanos(10_000_000);
        }
        return new Result(total, total / sending, total / ((System.nanoTime() - begin) / 1e9));
    }

    private void stream(int seed, long end, LongAdder sent, LongAdder accepted, LongAdder foldedSince) throws Exception {
        Semaphore window = new Semaphore(BATCHES_IN_FLIGHT);
        CountDownLatch completed = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        StreamObserver<RecordEventsRequest> requests = IngestionGrpc.newStub(ingestion).streamEvents(new StreamObserver<>() {
            @Override
            public void onNext(RecordEventsResponse response) {
                accepted.add(response.getAccepted());
                if (response.getRejectedCount() > 0) {
                    failure.compareAndSet(null, new IllegalStateException("rejected: " + response.getRejected(0).getMessage()));
                }
                window.release();
            }

            @Override
            public void onError(Throwable thrown) {
                failure.compareAndSet(null, thrown);
                window.release(BATCHES_IN_FLIGHT);
                completed.countDown();
            }

            @Override
            public void onCompleted() {
                completed.countDown();
            }
        });
        SplittableRandom random = new SplittableRandom(seed);
        while (System.nanoTime() < end && failure.get() == null) {
            if (sent.sum() - foldedSince.sum() > BACKLOG) {
                LockSupport.parkNanos(2_000_000);
                continue;
            }
            RecordEventsRequest request = RecordEventsRequest.newBuilder().addAllEvents(events.usage(BATCH, random)).build();
            window.acquire();
            sent.add(BATCH);
            requests.onNext(request);
        }
        requests.onCompleted();
        if (!completed.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the gateway did not acknowledge the last batches within 60 s");
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }

    private long folded() {
        GetProgressResponse progress = OperationsGrpc.newBlockingStub(features).getProgress(GetProgressRequest.getDefaultInstance());
        long folded = 0;
        for (PartitionProgress partition : progress.getPartitionsList()) {
            if (partition.getTopic().equals(EVENTS_TOPIC)) {
                folded += partition.getNextOffset();
            }
        }
        return folded;
    }
}
