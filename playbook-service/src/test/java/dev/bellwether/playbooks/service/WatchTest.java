package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.POWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import dev.bellwether.playbooks.v1.WatchRecommendationsRequest;
import dev.bellwether.playbooks.v1.WatchRecommendationsResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WatchTest {
    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    LogProducer producer;

    /// A client that takes changes as it asks for them.
    private final class Watcher extends ClientCall.Listener<WatchRecommendationsResponse> implements AutoCloseable {
        private final ClientCall<WatchRecommendationsRequest, WatchRecommendationsResponse> call;
        private final LinkedBlockingQueue<Recommendation> changes = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private final AtomicInteger received = new AtomicInteger();
        private final CompletableFuture<io.grpc.Status> end = new CompletableFuture<>();
        private volatile boolean eager;

        Watcher(String tenant, boolean eager) {
            this.eager = eager;
            call = service.channel().newCall(PlaybooksGrpc.getWatchRecommendationsMethod(), CallOptions.DEFAULT);
            call.start(this, new Metadata());
            call.sendMessage(WatchRecommendationsRequest.newBuilder().setParent("tenants/" + tenant).build());
            call.halfClose();
            if (eager) {
                call.request(Integer.MAX_VALUE);
            }
        }

        /// Nothing is missed from here on.
        void awaitBegun() throws Exception {
            begun.get(60, TimeUnit.SECONDS);
        }

        Recommendation next() throws InterruptedException {
            return changes.poll(60, TimeUnit.SECONDS);
        }

        void takeTheRest() {
            eager = true;
            call.request(Integer.MAX_VALUE);
        }

        @Override
        public void onMessage(WatchRecommendationsResponse answer) {
            switch (answer.getEventCase()) {
                case BEGUN -> begun.complete(null);
                case CHANGED -> {
                    // The first message is that the watch has begun.
                    assertThat(begun).isDone();
                    received.incrementAndGet();
                    changes.add(answer.getChanged());
                }
                case EVENT_NOT_SET -> throw new AssertionError(answer);
            }
        }

        @Override
        public void onClose(io.grpc.Status status, Metadata trailers) {
            end.complete(status);
        }

        @Override
        public void close() {
            call.cancel("done", null);
        }
    }

    private static RecommendationChanged change(AccountKey account, int revision) {
        return RecommendationChanged.newBuilder()
                .setRecommendation(Recommendation.newBuilder()
                        .setTenant(account.tenant())
                        .setAccount(account.account())
                        .setInstructions("x".repeat(500))
                        .setRevision(revision))
                .build();
    }

    @Test
    void a_watcher_sees_each_change_of_its_tenant_in_order() throws Exception {
        var acme = new AccountKey("watch", "acme");
        try (var watcher = new Watcher("watch", true)) {
            watcher.awaitBegun();
            memberships.publish(
                    memberships.entered(new AccountKey("watch-not", "acme"), 1, AT_RISK, 10),
                    memberships.entered(acme, 1, AT_RISK, 10));
            Recommendation open = watcher.next();
            assertThat(open.getAccount()).isEqualTo("acme");
            assertThat(open.getTenant()).isEqualTo("watch");
            assertThat(open.getStatus()).isEqualTo(Status.OPEN);
            assertThat(service.get(open.getName())).isEqualTo(open);
            var accepted = service.playbooks()
                    .acceptRecommendation(AcceptRecommendationRequest.newBuilder()
                            .setName(open.getName())
                            .setUser("ana")
                            .build());
            assertThat(watcher.next()).isEqualTo(accepted);
            memberships.publish(memberships.entered(acme, 2, POWER, 10));
            var revisions = new ArrayList<Long>();
            var statuses = new ArrayList<Status>();
            for (int i = 0; i < 3; i++) {
                Recommendation change = watcher.next();
                revisions.add(change.getRevision());
                statuses.add(change.getStatus());
            }
            assertThat(revisions).isEqualTo(List.of(3L, 4L, 5L));
            assertThat(statuses).isEqualTo(List.of(Status.ACHIEVED, Status.OPEN, Status.OPEN));
        }
    }

    @Test
    void two_watchers_see_the_same() throws Exception {
        var acme = new AccountKey("watch-two", "acme");
        try (var one = new Watcher("watch-two", true); var other = new Watcher("watch-two", true)) {
            one.awaitBegun();
            other.awaitBegun();
            memberships.publish(memberships.entered(acme, 1, AT_RISK, 10));
            assertThat(one.next()).isNotNull().isEqualTo(other.next());
        }
    }

    @Test
    void a_watcher_that_falls_too_far_behind_is_ended_and_told_what_to_do() throws Exception {
        var flood = new AccountKey("watch-slow", "flood");
        int sent = 0;
        try (var slow = new Watcher("watch-slow", false); var quick = new Watcher("watch-slow", true)) {
            quick.awaitBegun();
            // 20,000 of half a kilobyte: 10,000 wait on our side, what the connection holds is less than the rest. In
            // pieces, each waited for, or the quick one falls behind too where the machine is slow.
            while (sent < 20_000) {
                for (int end = sent + 2_000; sent < end; sent++) {
                    producer.send(Topics.PLAYBOOKS, flood, change(flood, sent).toByteArray());
                }
                producer.flush();
                int all = sent;
                Eventually.eventually(quick.received::get, received -> received >= all);
            }
            slow.takeTheRest();
            io.grpc.Status end = slow.end.get(60, TimeUnit.SECONDS);
            assertThat(end.getCode()).isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
            assertThat(end.getDescription()).contains("watch again");
            assertThat(slow.received.get()).isLessThan(10_000);
            assertThat(quick.end).isNotDone();
        }
    }

    @Test
    void a_client_that_lists_when_its_watch_has_begun_misses_nothing_while_changes_continue() throws Exception {
        var tenant = "watch-list";
        var heard = new HashMap<String, Recommendation>();
        int accounts = 40;
        var writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < accounts; i++) {
                memberships.publish(memberships.entered(new AccountKey(tenant, "account-" + i), 1, AT_RISK, 10));
            }
        });
        // Begins somewhere among the changes.
        Eventually.eventually(() -> list(tenant).size(), listed -> listed >= 3);
        try (var watcher = new Watcher(tenant, true)) {
            watcher.awaitBegun();
            list(tenant).forEach(each -> heard.put(each.getName(), each));
            writer.join();
            while (heard.size() < accounts) {
                Recommendation change = watcher.next();
                assertThat(change).as("%d of %d heard", heard.size(), accounts).isNotNull();
                heard.put(change.getName(), change);
            }
        }
        assertThat(heard.values()).extracting(Recommendation::getAccount).doesNotHaveDuplicates().hasSize(accounts);
    }

    private List<Recommendation> list(String tenant) {
        return service.playbooks().listRecommendations(
                ListRecommendationsRequest.newBuilder().setParent("tenants/" + tenant).setPageSize(1_000).build()).getRecommendationsList();
    }

    @Test
    void a_wrong_tenant_is_refused() {
        var answers = service.playbooks()
                .watchRecommendations(WatchRecommendationsRequest.newBuilder().setParent("acme").build());
        assertThatThrownBy(answers::next).hasMessageContaining("INVALID_ARGUMENT: parent");
    }
}
