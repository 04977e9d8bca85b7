package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.NURTURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.playbooks.v1.DismissRecommendationRequest;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import dev.bellwether.segmentation.v1.MembershipEvent;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContentionTest {
    private static final int ACCOUNTS = 60;

    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    private static AccountKey account(int i) {
        return new AccountKey("contention", "account-" + i);
    }

    private MembershipEvent[] all(int version, String segment) {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> memberships.entered(account(i), version, segment, 10))
                .toArray(MembershipEvent[]::new);
    }

    /// @return the status that the call has come back with, or OPEN when it was refused
    private Status dismiss(Recommendation open) {
        try {
            return service.playbooks()
                    .dismissRecommendation(DismissRecommendationRequest.newBuilder()
                            .setName(open.getName())
                            .setUser("ana")
                            .setReason("No.")
                            .build())
                    .getStatus();
        } catch (StatusRuntimeException refused) {
            assertThat(refused.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.FAILED_PRECONDITION);
            return Status.OPEN;
        }
    }

    @Test
    void an_answer_and_a_withdrawal_at_once_leave_one_winner() throws Exception {
        memberships.publish(all(1, AT_RISK));
        service.awaitRead();
        var open = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> service.awaitOne(account(i), "enterprise-churn-prevention"))
                .toList();
        var answers = new HashMap<String, Future<Status>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Recommendation each : open) {
                Callable<Status> answer = () -> dismiss(each);
                answers.put(each.getName(), threads.submit(answer));
                if (answers.size() == ACCOUNTS / 4) {
                    threads.submit(() -> memberships.publish(all(2, NURTURE)));
                }
            }
        }
        service.awaitRead();
        for (Map.Entry<String, Future<Status>> each : answers.entrySet()) {
            Recommendation after = service.get(each.getKey());
            boolean answered = each.getValue().get(60, TimeUnit.SECONDS) == Status.DISMISSED;
            assertThat(after.getStatus()).isEqualTo(answered ? Status.DISMISSED : Status.WITHDRAWN);
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            // Recommended, then closed once, then recommended what the new segment asks for: three changes, whichever call has won.
            Recommendation education = service.awaitOne(account(i), "enterprise-use-case-education");
            assertThat(education.getRevision()).isEqualTo(3);
        }
    }
}
