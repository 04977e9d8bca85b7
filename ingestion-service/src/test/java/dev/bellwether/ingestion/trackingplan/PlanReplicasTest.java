package dev.bellwether.ingestion.trackingplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.Event;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Several replicas on one database.
@IngestionTest
class PlanReplicasTest {

    private static final String PLAN = "events: [{event: Exported, fact: feature_used, set: {feature: '\"%s\"'}}]";

    private static String featureOf(PlansInForce plans, String tenant) {
        Event.Builder event = Event.newBuilder();
        plans.inForce(tenant).apply(new ForeignEvent("track", "Exported", Map.of(), Map.of()), event);
        return event.getFeatureUsed().getFeature();
    }

    @Test
    void a_plan_published_through_one_replica_is_in_force_within_seconds_on_the_other() throws Exception {
        PlansInForce one = new PlansInForce();
        PlansInForce other = new PlansInForce();
        other.start();
        try {
            new PlanVersions(one, InstantSource.system()).publish("plan-replicas", PLAN.formatted("first"));
            assertThat(featureOf(one, "plan-replicas")).isEqualTo("first");
            Eventually.eventually(() -> featureOf(other, "plan-replicas"), "first"::equals);
            new PlanVersions(one, InstantSource.system()).publish("plan-replicas", PLAN.formatted("second"));
            Eventually.eventually(() -> featureOf(other, "plan-replicas"), "second"::equals);
        } finally {
            other.stop();
        }
    }

    @Test
    void a_replica_that_starts_knows_the_newest() {
        PlanVersions versions = new PlanVersions(new PlansInForce(), InstantSource.system());
        versions.publish("plan-restarts", PLAN.formatted("first"));
        versions.publish("plan-restarts", PLAN.formatted("second"));
        PlansInForce started = new PlansInForce();
        started.reload();
        assertThat(featureOf(started, "plan-restarts")).isEqualTo("second");
        assertThat(featureOf(started, "plan-nobodys")).isEmpty();
    }

    @Test
    void a_stored_plan_that_this_release_cannot_use_does_not_stop_the_others() {
        PlansInForce replica = new PlansInForce();
        PlanVersions versions = new PlanVersions(replica, InstantSource.system());
        versions.publish("plan-broken", PLAN.formatted("good"));
        versions.publish("plan-fine", PLAN.formatted("fine"));
        PlansInForce.DEFINITIONS.change(() -> {
            StoredPlan broken = new StoredPlan();
            broken.tenant = "plan-broken";
            broken.version = 2;
            broken.definition = "events: [{event: a, fact: of_another_release}]";
            broken.createTime = InstantSource.system().instant();
            return broken.<StoredPlan>persist();
        });
        replica.reload();
        assertThat(featureOf(replica, "plan-broken")).isEqualTo("good");
        assertThat(featureOf(replica, "plan-fine")).isEqualTo("fine");
    }
}
