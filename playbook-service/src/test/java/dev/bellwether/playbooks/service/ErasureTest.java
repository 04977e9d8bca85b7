package dev.bellwether.playbooks.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// An account's end, as the memberships tell it.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class ErasureTest {
    private static final String[] TABLES = {"stream", "event", "recommendation", "acted_membership"};

    @Inject
    RunningPlaybooks service;

    @Inject
    TestMemberships memberships;

    @Inject
    Database database;

    @Inject
    AccountData data;

    @Test
    void every_table_is_known_to_hold_data_of_accounts_or_to_hold_none() {
        assertThat(database.withConnection(data::undeclared)).isEmpty();
    }

    @Test
    void what_was_recommended_is_withdrawn_and_then_nothing_is_left_of_the_account() {
        AccountKey acme = new AccountKey("erasure", "acme");
        AccountKey neighbour = new AccountKey("erasure-not", "acme");
        memberships.publish(memberships.entered(acme, 1, TestMemberships.POWER, 10),
                memberships.entered(neighbour, 1, TestMemberships.POWER, 10));
        service.awaitOpen(neighbour, "enterprise-co-creation", "enterprise-expansion");
        var open = service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
        service.playbooks()
                .acceptRecommendation(AcceptRecommendationRequest.newBuilder().setName(open.getFirst().getName()).setUser("ada").build());
        assertThat(rows(acme)).containsOnlyKeys(TABLES);
        memberships.publish(memberships.ended(acme, 2));
        Eventually.eventually(() -> rows(acme), Map::isEmpty);
        assertThat(rows(neighbour)).containsOnlyKeys(TABLES);
    }

    @Test
    void what_is_published_again_does_not_bring_it_back() {
        AccountKey acme = new AccountKey("erasure", "again");
        memberships.publish(memberships.entered(acme, 1, TestMemberships.POWER, 10), memberships.ended(acme, 2));
        service.awaitRead();
        Eventually.eventually(() -> rows(acme), Map::isEmpty);
        AccountKey behind = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> new AccountKey("erasure", "behind-" + i))
                .filter(it -> it.partition(12) == acme.partition(12))
                .findFirst()
                .orElseThrow();
        memberships.publish(memberships.entered(acme, 1, TestMemberships.POWER, 10), memberships.ended(acme, 2),
                memberships.entered(behind, 1, TestMemberships.POWER, 10));
        service.awaitOpen(behind, "enterprise-co-creation", "enterprise-expansion");
        assertThat(rows(acme)).isEmpty();
    }

    @Test
    void an_account_that_was_never_heard_of_is_erased_like_any_other() {
        AccountKey unknown = new AccountKey("erasure", "unknown");
        memberships.publish(memberships.ended(unknown, 1));
        service.awaitRead();
        Eventually.eventually(() -> rows(unknown), Map::isEmpty);
        Eventually.eventually(() -> state(unknown), "CONFIRMED"::equals);
    }

    private Map<String, Long> rows(AccountKey account) {
        return database.withConnection(sql -> data.rows(sql, account));
    }

    private String state(AccountKey account) {
        var rows = database.withConnection(sql -> sql.execute("SELECT state FROM erased_account WHERE fingerprint = $1",
                io.vertx.sqlclient.Tuple.of(dev.bellwether.chassis.erasure.Fingerprint.of(account).value())));
        return rows.size() == 0 ? "" : rows.iterator().next().getString(0);
    }
}
