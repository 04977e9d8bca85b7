package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.playbooks.expiry.ExpirySweeper;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExpiryTest {
    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    ExpirySweeper sweeper;

    @Inject
    TestClock clock;

    private Recommendation called(String account) {
        var acme = new AccountKey("expiry", account);
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 100));
        return service.awaitOne(acme, "enterprise-churn-prevention");
    }

    @AfterEach
    void comeBackToTheDay() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void a_recommendation_expires_when_its_days_are_over_and_not_before() {
        var open = called("expires");
        clock.setAhead(Duration.ofDays(29));
        sweeper.sweep();
        assertThat(service.get(open.getName()).getStatus()).isEqualTo(Status.OPEN);
        clock.setAhead(Duration.ofDays(30));
        sweeper.sweep();
        var expired = service.get(open.getName());
        assertThat(expired.getStatus()).isEqualTo(Status.EXPIRED);
        assertThat(expired.getUpdateTime()).isEqualTo(open.getExpireTime());
        assertThat(sweeper.sweep()).isZero();
    }

    @Test
    void a_snoozed_recommendation_comes_back_at_its_time_and_expires_at_its_end() {
        var open = called("snoozed");
        service.playbooks()
                .snoozeRecommendation(SnoozeRecommendationRequest.newBuilder()
                        .setName(open.getName())
                        .setUser("ana")
                        .setUntil(Dates.timestamp(clock.instant().plus(Duration.ofDays(5))))
                        .build());
        clock.setAhead(Duration.ofDays(6));
        sweeper.sweep();
        assertThat(service.get(open.getName()).getStatus()).isEqualTo(Status.OPEN);
        clock.setAhead(Duration.ofDays(31));
        sweeper.sweep();
        assertThat(service.get(open.getName()).getStatus()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void two_sweepers_at_once_expire_each_recommendation_once() throws Exception {
        var open = java.util.stream.IntStream.range(0, 40).mapToObj(i -> called("both-" + i)).toList();
        clock.setAhead(Duration.ofDays(31));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(sweeper::sweep);
            var second = threads.submit(sweeper::sweep);
            first.get();
            second.get();
        }
        assertThat(open).allSatisfy(each -> {
            var after = service.get(each.getName());
            assertThat(after.getStatus()).isEqualTo(Status.EXPIRED);
            assertThat(after.getRevision()).isEqualTo(2);
        });
    }
}
