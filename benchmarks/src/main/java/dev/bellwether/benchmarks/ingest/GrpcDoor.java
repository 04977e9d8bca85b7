package dev.bellwether.benchmarks.ingest;

import dev.bellwether.benchmarks.load.LoadEvents;
import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.local.platform.LocalPlatform;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// gRPC with the generated client, as any service in Java would use it. The requests are made beforehand, as the raw producer's
/// records are; they are serialized each time.
final class GrpcDoor implements Door {

    private static final int REQUESTS = 64;
    private static final int STREAMS = 2;
    private static final int IN_FLIGHT = 8;
    // Each waits for the log by itself, some milliseconds: as many under way as keep the door busy meanwhile.
    private static final int CALLS = 64;

    private final String name;
    private final ManagedChannel channel;
    private final List<RecordEventsRequest> requests = new ArrayList<>();
    private final boolean streaming;

    private GrpcDoor(String name, LocalPlatform platform, LoadEvents events, int batch, boolean streaming) {
        this.name = name;
        this.channel = NettyChannelBuilder.forTarget("dns:///" + platform.addresses().of(Service.INGESTION)).usePlaintext()
                .flowControlWindow(1 << 20).intercept(BearerCredential.of(platform.adminKey().value())).build();
        this.streaming = streaming;
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(RecordEventsRequest.newBuilder().addAllEvents(events.usage(batch, new SplittableRandom(i))).build());
        }
    }

    static Door streaming(LocalPlatform platform, LoadEvents events) {
        return new GrpcDoor("gRPC stream, batches of 1,000", platform, events, 1_000, true);
    }

    static Door calling(LocalPlatform platform, LoadEvents events) {
        return new GrpcDoor("gRPC calls of 100 events", platform, events, 100, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long run(Duration duration) throws Exception {
        LongAdder accepted = new LongAdder();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long end = System.nanoTime() + duration.toNanos();
        if (streaming) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                int first = i * REQUESTS / STREAMS;
                threads.add(Thread.ofPlatform().start(() -> stream(first, end, accepted, failure)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } else {
            call(end, accepted, failure);
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return accepted.sum();
    }

    private void stream(int first, long end, LongAdder accepted, AtomicReference<Throwable> failure) {
        Semaphore window = new Semaphore(IN_FLIGHT);
        CountDownLatch completed = new CountDownLatch(1);
        StreamObserver<RecordEventsRequest> call =
                IngestionGrpc.newStub(channel).streamEvents(new Answers(accepted, failure, window, completed));
        try {
            for (int i = first; System.nanoTime() < end && failure.get() == null; i++) {
                window.acquire();
                call.onNext(requests.get(i % REQUESTS));
            }
            call.onCompleted();
            if (!completed.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the last batches are not acknowledged after a minute");
            }
        } catch (InterruptedException | RuntimeException broken) {
            failure.compareAndSet(null, broken);
        }
    }

    private void call(long end, LongAdder accepted, AtomicReference<Throwable> failure) throws InterruptedException {
        Semaphore window = new Semaphore(CALLS);
        IngestionGrpc.IngestionStub service = IngestionGrpc.newStub(channel);
        for (int i = 0; System.nanoTime() < end && failure.get() == null; i++) {
            window.acquire();
            service.recordEvents(requests.get(i % REQUESTS), new Answers(accepted, failure, window, new CountDownLatch(1)));
        }
        if (!window.tryAcquire(CALLS, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the last calls are not acknowledged after a minute");
        }
    }

    private record Answers(LongAdder accepted, AtomicReference<Throwable> failure, Semaphore window, CountDownLatch completed)
            implements StreamObserver<RecordEventsResponse> {

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
            window.release(CALLS);
            completed.countDown();
        }

        @Override
        public void onCompleted() {
            completed.countDown();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
