package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.calls.LongCalls;
import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.playbooks.delivery.BoundedDelivery;
import dev.bellwether.playbooks.delivery.ChangeListener;
import dev.bellwether.playbooks.delivery.RecommendationFeed;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import dev.bellwether.playbooks.v1.WatchRecommendationsRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Duration;

/// A client that watches a tenant's recommendations until it leaves, or falls behind, or this replica ends.
@Singleton
final class WatchCall {
    private static final int BOUND = 10_000;

    private final RecommendationFeed feed;
    private final LongCalls calls;

    WatchCall(RecommendationFeed feed, LongCalls calls) {
        this.feed = feed;
        this.calls = calls;
    }

    void start(WatchRecommendationsRequest request, StreamObserver<RecommendationChanged> caller) {
        String tenant;
        try {
            tenant = ResourceNames.parseTenant("parent", request.getParent());
        } catch (Refusal refused) {
            caller.onError(GrpcErrors.of(refused));
            return;
        }
        var client = (ServerCallStreamObserver<RecommendationChanged>) caller;
        var delivery = new BoundedDelivery<>(BOUND, new WatchingClient(client));
        Runnable unsubscribe = feed.subscribe(tenant, new ChangeListener() {
            @Override
            public void changed(RecommendationChanged change) {
                delivery.offer(change);
            }

            @Override
            public void interrupted() {
                delivery.interrupt();
            }
        });
        LongCalls.Call lasting = calls.begin(delivery::interrupt);
        Runnable over = () -> {
            unsubscribe.run();
            lasting.close();
        };
        client.setOnReadyHandler(delivery::drain);
        client.setOnCancelHandler(over);
        client.setOnCloseHandler(over);
    }

    private record WatchingClient(ServerCallStreamObserver<RecommendationChanged> client)
            implements BoundedDelivery.Client<RecommendationChanged> {
        @Override
        public boolean isReady() {
            return client.isReady();
        }

        @Override
        public void send(RecommendationChanged change) {
            client.onNext(change);
        }

        @Override
        public void end(BoundedDelivery.Ending ending) {
            client.onError(switch (ending) {
                case TOO_SLOW -> GrpcErrors.of(new Refusal.Overloaded(
                        "More than " + BOUND + " changes wait for this client: list again, and watch again.",
                        Duration.ofSeconds(1)));
                case INTERRUPTED -> Status.UNAVAILABLE
                        .withDescription("Changes may have been missed: list again, and watch again.")
                        .asRuntimeException();
            });
        }
    }
}
