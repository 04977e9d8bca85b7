package dev.bellwether.local.rolling;

import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsResponse;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.WatchRecommendationsRequest;
import dev.bellwether.playbooks.v1.WatchRecommendationsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A customer-success tool that hears of a tenant's recommendations as the documentation tells it to: it lists once when its watch has
/// begun, and watches again when that ends.
final class Watcher implements StreamObserver<WatchRecommendationsResponse> {

    private static final int PAGE = 1_000;

    private final ManagedChannel channel;
    private final String parent;
    private final Map<String, Recommendation> known = new ConcurrentHashMap<>();
    private final AtomicInteger beginnings = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Watcher(ManagedChannel channel, String tenant) {
        this.channel = channel;
        this.parent = "tenants/" + tenant;
    }

    void start() {
        beginnings.incrementAndGet();
        PlaybooksGrpc.newStub(channel).watchRecommendations(WatchRecommendationsRequest.newBuilder().setParent(parent).build(), this);
    }

    /// The newest of each, by name.
    Map<String, Recommendation> known() {
        return Map.copyOf(known);
    }

    int beginnings() {
        return beginnings.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /// What is open now.
    List<Recommendation> list() {
        var open = new ArrayList<Recommendation>();
        String page = "";
        do {
            ListRecommendationsResponse answer = PlaybooksGrpc.newBlockingStub(channel).listRecommendations(
                    ListRecommendationsRequest.newBuilder().setParent(parent).setPageSize(PAGE).setPageToken(page).build());
            open.addAll(answer.getRecommendationsList());
            page = answer.getNextPageToken();
        } while (!page.isEmpty());
        return open;
    }

    @Override
    public void onNext(WatchRecommendationsResponse answer) {
        switch (answer.getEventCase()) {
            case BEGUN -> Thread.ofVirtual().start(this::learnTheList);
            case CHANGED -> learn(answer.getChanged());
            case EVENT_NOT_SET -> failures.add("an answer without an event");
        }
    }

    private void learnTheList() {
        try {
            list().forEach(this::learn);
        } catch (RuntimeException failure) {
            failures.add("listing: " + failure);
        }
    }

    private void learn(Recommendation recommendation) {
        known.merge(recommendation.getName(), recommendation, (old, heard) -> heard.getRevision() > old.getRevision() ? heard : old);
    }

    @Override
    public void onError(Throwable thrown) {
        Status.Code code = Status.fromThrowable(thrown).getCode();
        if (code == Status.Code.CANCELLED) {
            return;
        }
        if (code != Status.Code.UNAVAILABLE) {
            failures.add(thrown.toString());
        }
        start();
    }

    @Override
    public void onCompleted() {
        failures.add("the watch has ended without a reason");
    }
}
