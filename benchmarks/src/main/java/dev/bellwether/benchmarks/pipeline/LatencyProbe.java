package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.load.LoadEvents;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.playbooks.v1.WatchRecommendationsRequest;
import dev.bellwether.playbooks.v1.WatchRecommendationsResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// From an event at the front door to the recommendation that it causes, seen by a subscriber, while the platform works
/// at a steady rate. Open loop: each tick's events go out when they are due, whether or not earlier ones have been
/// answered, and a probe's time counts from when it was due (so that a stall is not hidden by the load waiting for it).
final class LatencyProbe {

    private static final int TICK_MILLIS = 20;

    private final InstantSource clock;
    private final Channel ingestion;
    private final Channel playbooks;
    private final LoadEvents events;
    private final String run;

    LatencyProbe(InstantSource clock, Channel ingestion, Channel playbooks, LoadEvents events, String run) {
        this.clock = clock;
        this.ingestion = ingestion;
        this.playbooks = playbooks;
        this.events = events;
        this.run = run;
    }

    /// @param achieved events per second that were sent
    /// @param missing  probes whose recommendation was not seen within the time allowed
    /// @param seen     by account
    record Result(double achieved, long probes, long missing, Histogram micros, Map<String, Probe> seen) {}

    /// When it was due to be sent and when its recommendation was seen, by the system's clock.
    record Probe(long dueMillis, long seenMillis) {}

    Result run(int eventsPerSecond, Duration warmup, Duration duration) throws InterruptedException {
        Map<String, Long> due = new ConcurrentHashMap<>();
        Map<String, Probe> seen = new ConcurrentHashMap<>();
        ConcurrentHistogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(5), 3);
        Context.CancellableContext watching = Context.current().withCancellation();
        watching.run(() -> PlaybooksGrpc.newStub(playbooks).watchRecommendations(
                WatchRecommendationsRequest.newBuilder().setParent("tenants/" + LoadEvents.TENANT).build(),
                new Subscriber(clock, due, seen, micros)));
        AtomicLong failures = new AtomicLong();
        StreamObserver<RecordEventsRequest> requests = IngestionGrpc.newStub(ingestion).streamEvents(new Acknowledgements(failures));
        SplittableRandom random = new SplittableRandom(11);
        int perTick = eventsPerSecond * TICK_MILLIS / 1000;
        long begin = System.nanoTime();
        long measuring = begin + warmup.toNanos();
        long end = measuring + duration.toNanos();
        long sent = 0;
        long probes = 0;
        for (long tick = 0, at = begin; at < end; tick++, at = begin + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS) * tick) {
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            List<Event> batch = new ArrayList<>(perTick + 2);
            if (at >= measuring) {
                String account = "probe-" + run + "-" + probes++;
                due.put(account, at);
                batch.addAll(events.newAccount(account));
            }
            batch.addAll(events.usage(perTick - batch.size(), random));
            sent += batch.size();
            requests.onNext(RecordEventsRequest.newBuilder().addAllEvents(batch).build());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        requests.onCompleted();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!due.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        watching.cancel(null);
        if (failures.get() > 0) {
            throw new IllegalStateException(failures.get() + " batches were refused at " + eventsPerSecond + " events/s");
        }
        return new Result(sent / seconds, probes, due.size(), micros, seen);
    }

    private record Subscriber(
            InstantSource clock, Map<String, Long> due, Map<String, Probe> seen, ConcurrentHistogram micros)
            implements StreamObserver<WatchRecommendationsResponse> {
        @Override
        public void onNext(WatchRecommendationsResponse answer) {
            Long at = due.remove(answer.getChanged().getAccount());
            if (at != null) {
                long took = System.nanoTime() - at;
                micros.recordValue(took / 1_000);
                long now = clock.millis();
                seen.put(answer.getChanged().getAccount(), new Probe(now - took / 1_000_000, now));
            }
        }

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onCompleted() {}
    }

    private record Acknowledgements(AtomicLong failures) implements StreamObserver<RecordEventsResponse> {
        @Override
        public void onNext(RecordEventsResponse response) {
            failures.addAndGet(response.getRejectedCount());
        }

        @Override
        public void onError(Throwable thrown) {
            failures.incrementAndGet();
        }

        @Override
        public void onCompleted() {}
    }
}
