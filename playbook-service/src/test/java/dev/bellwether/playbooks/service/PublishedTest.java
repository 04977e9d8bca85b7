package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.POWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublishedTest {
    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    KafkaSettings kafka;

    @Inject
    LogProducer producer;

    /// The account's records on the topic, once there are this many.
    private List<Recommendation> published(AccountKey account, int count) throws Exception {
        var partition = new TopicPartition(Topics.PLAYBOOKS, account.partition(12));
        return Eventually.eventually(
                () -> {
                    var found = new ArrayList<Recommendation>();
                    try (var range = LogRange.open(new KafkaClients(kafka), partition)) {
                        range.forEach(account, each -> found.add(parse(each.value())));
                    }
                    return found;
                },
                found -> found.size() >= count);
    }

    private static Recommendation parse(byte[] value) {
        try {
            return RecommendationChanged.parseFrom(value).getRecommendation();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void each_change_is_published_in_order_to_the_accounts_partition_as_it_is_listed() throws Exception {
        var acme = new AccountKey("published", "acme");
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 10), memberships.entered(acme, 2, POWER, 10));
        service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
        var published = published(acme, 4);
        assertThat(published).extracting(Recommendation::getRevision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(published.subList(2, 4)).containsExactlyInAnyOrderElementsOf(service.open(acme));
    }

    @Test
    void an_undecodable_membership_event_is_set_aside_and_the_rest_continues() {
        var acme = new AccountKey("published", "broken");
        producer.send(Topics.SEGMENTS, acme, new byte[] {1, 2, 3});
        producer.flush();
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 10));
        service.awaitOne(acme, "enterprise-churn-prevention");
        assertThat(service.operations()
                .listSuspendedAccounts(ListSuspendedAccountsRequest.getDefaultInstance())
                .getAccountsList())
                .isEmpty();
    }
}
