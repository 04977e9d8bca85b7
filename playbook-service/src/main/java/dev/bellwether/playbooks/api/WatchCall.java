package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.calls.AnswerStream;
import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.playbooks.delivery.ChangeListener;
import dev.bellwether.playbooks.delivery.RecommendationFeed;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import dev.bellwether.playbooks.v1.WatchRecommendationsRequest;
import dev.bellwether.playbooks.v1.WatchRecommendationsResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client that watches a tenant's recommendations until it leaves, or falls behind, or this replica ends.
@Singleton
final class WatchCall {
    private static final int BOUND = 10_000;
    private static final WatchRecommendationsResponse BEGUN = WatchRecommendationsResponse.newBuilder()
            .setBegun(WatchRecommendationsResponse.Begun.getDefaultInstance()).build();

    private final RecommendationFeed feed;
    private final AnswerStreams streams;

    WatchCall(RecommendationFeed feed, AnswerStreams streams) {
        this.feed = feed;
        this.streams = streams;
    }

    void start(WatchRecommendationsRequest request, StreamObserver<WatchRecommendationsResponse> caller) {
        streams.answer("WatchRecommendations", caller, changes -> watch(ResourceNames.parseTenant("parent", request.getParent()), changes));
    }

    private void watch(String tenant, AnswerStream<WatchRecommendationsResponse> changes) throws InterruptedException {
        BlockingQueue<RecommendationChanged> waiting = new ArrayBlockingQueue<>(BOUND);
        Runnable unsubscribe = feed.subscribe(tenant, new ChangeListener() {
            @Override
            public void changed(RecommendationChanged change) {
                if (!waiting.offer(change)) {
                    changes.end(new Refusal.Overloaded(
                            "More than " + BOUND + " changes wait for this client: list again, and watch again.", Duration.ofSeconds(1)));
                }
            }

            @Override
            public void interrupted() {
                changes.end(new Refusal.Unavailable("Changes may have been missed: list again, and watch again."));
            }
        });
        try {
            // At once: it also keeps the caller's retry policy from taking the end of a watch for a call that was not answered, and
            // watching again unseen.
            changes.send(BEGUN);
            while (true) {
                // The time bounds for how long a client that has gone keeps its place.
                RecommendationChanged change = waiting.poll(1, TimeUnit.SECONDS);
                changes.requireOpen();
                if (change != null) {
                    changes.send(WatchRecommendationsResponse.newBuilder().setChanged(change.getRecommendation()).build());
                }
            }
        } finally {
            unsubscribe.run();
        }
    }
}
