package dev.bellwether.ingestion.api;

import static dev.bellwether.ingestion.api.Errors.assertInvalid;
import static dev.bellwether.ingestion.api.Errors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.trackingplan.ForeignEvent;
import dev.bellwether.ingestion.trackingplan.TrackingPlans;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.GetTrackingPlanRequest;
import dev.bellwether.ingestion.v1.ListTrackingPlanVersionsRequest;
import dev.bellwether.ingestion.v1.ListTrackingPlanVersionsResponse;
import dev.bellwether.ingestion.v1.PublishTrackingPlanRequest;
import dev.bellwether.ingestion.v1.TestTrackingPlanRequest;
import dev.bellwether.ingestion.v1.TestTrackingPlanResponse;
import dev.bellwether.ingestion.v1.TrackingPlan;
import dev.bellwether.ingestion.v1.TrackingPlansGrpc;
import io.grpc.Status;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class TrackingPlansTest {

    @Inject
    TrackingPlans inForce;

    private IngestionClient caller;
    private TrackingPlansGrpc.TrackingPlansBlockingStub plans;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
        plans = TrackingPlansGrpc.newBlockingStub(caller.channel);
    }

    @AfterEach
    void close() throws InterruptedException {
        caller.close();
    }

    private String parent() {
        return "tenants/" + caller.tenant;
    }

    private static String plan(String feature) {
        return """
                events:
                  - event: Report Exported
                    fact: feature_used
                    set: {feature: '"%s"', count: properties.rows}
                """.formatted(feature);
    }

    private TrackingPlan publish(String definition) {
        return plans.publishTrackingPlan(PublishTrackingPlanRequest.newBuilder().setParent(parent()).setDefinition(definition).build());
    }

    private TrackingPlan get(String name) {
        return plans.getTrackingPlan(GetTrackingPlanRequest.newBuilder().setName(parent() + "/trackingPlan" + name).build());
    }

    private TestTrackingPlanResponse test(String definition, String message) throws InvalidProtocolBufferException {
        Struct.Builder struct = Struct.newBuilder();
        JsonFormat.parser().merge(message, struct);
        return plans.testTrackingPlan(
                TestTrackingPlanRequest.newBuilder().setParent(parent()).setDefinition(definition).setMessage(struct).build());
    }

    private static String featureOf(TrackingPlans plans, String tenant) {
        Event.Builder event = Event.newBuilder();
        plans.inForce(tenant).apply(new ForeignEvent("track", "Report Exported", Map.of("rows", 1L), Map.of()), event);
        return event.getFeatureUsed().getFeature();
    }

    @Test
    void a_tenant_without_a_plan_has_the_one_that_ships() {
        TrackingPlan shipped = get("");
        assertThat(shipped.getName()).isEqualTo(parent() + "/trackingPlan/versions/0");
        assertThat(shipped.getDefinition()).contains("Signed In");
        assertThat(shipped.hasCreateTime()).isFalse();
        assertThat(get("/versions/0")).isEqualTo(shipped);
        assertThat(featureOf(inForce, caller.tenant)).isEmpty();
    }

    @Test
    void what_is_published_is_in_force_at_once_and_the_versions_before_it_are_kept() {
        TrackingPlan first = publish(plan("first"));
        assertThat(featureOf(inForce, caller.tenant)).isEqualTo("first");
        TrackingPlan second = publish(plan("second"));
        assertThat(featureOf(inForce, caller.tenant)).isEqualTo("second");
        assertThat(first.getVersion()).isEqualTo(1);
        assertThat(second.getName()).isEqualTo(parent() + "/trackingPlan/versions/2");
        assertThat(get("")).isEqualTo(second);
        assertThat(get("/versions/1")).isEqualTo(first);
        assertThat(featureOf(inForce, caller.tenant + "-other")).as("of no other tenant").isEmpty();
    }

    @Test
    void publishing_the_same_again_changes_nothing() {
        TrackingPlan first = publish(plan("same"));
        assertThat(publish(plan("same"))).isEqualTo(first);
        publish(plan("other"));
        assertThat(publish(plan("same")).getVersion()).as("after another it is new").isEqualTo(3);
    }

    @Test
    void plans_published_at_the_same_time_get_a_version_each() throws Exception {
        List<Integer> versions = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TrackingPlan>> publications = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String definition = plan("at-once-" + i);
                publications.add(threads.submit(() -> publish(definition)));
            }
            for (Future<TrackingPlan> publication : publications) {
                versions.add(publication.get().getVersion());
            }
        }
        assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void a_plan_that_is_only_checked_is_not_published() {
        TrackingPlan checked = plans.publishTrackingPlan(PublishTrackingPlanRequest.newBuilder().setParent(parent())
                .setDefinition(plan("checked")).setValidateOnly(true).build());
        assertThat(checked.getVersion()).isEqualTo(1);
        assertThat(get("").getVersion()).isZero();
    }

    @Test
    void a_plan_that_cannot_be_used_is_refused_with_rule_line_and_column() {
        assertRefused(Status.Code.INVALID_ARGUMENT,
                "definition: line 4, column 20: rule 1 (event Report Exported): undeclared reference to 'reports'",
                () -> publish("""
                        events:
                          - event: Report Exported
                            fact: feature_used
                            set: {feature: reports}
                        """));
        assertInvalid("definition", () -> publish(""));
        assertThat(get("").getVersion()).isZero();
    }

    @Test
    void versions_are_listed_newest_first_in_pages() {
        for (int i = 1; i <= 3; i++) {
            publish(plan("v" + i));
        }
        ListTrackingPlanVersionsRequest.Builder request = ListTrackingPlanVersionsRequest.newBuilder().setParent(parent()).setPageSize(2);
        ListTrackingPlanVersionsResponse first = plans.listTrackingPlanVersions(request.build());
        ListTrackingPlanVersionsResponse second = plans.listTrackingPlanVersions(request.setPageToken(first.getNextPageToken()).build());
        assertThat(first.getTrackingPlansList()).extracting(TrackingPlan::getVersion).containsExactly(3, 2);
        assertThat(second.getTrackingPlansList()).extracting(TrackingPlan::getVersion).containsExactly(1);
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(first.getTrackingPlans(0).getDefinition()).isEmpty();
    }

    @Test
    void an_example_shows_what_a_plan_makes_of_it() throws Exception {
        String message = """
                {"type": "track", "event": "Report Exported", "properties": {"rows": 3}}""";
        TestTrackingPlanResponse tried = test(plan("tried"), message);
        assertThat(tried.getRule()).isEqualTo("rule 1 (event Report Exported)");
        assertThat(tried.getEvent().getFeatureUsed().getFeature()).isEqualTo("tried");
        assertThat(tried.getEvent().getFeatureUsed().getCount()).isEqualTo(3);

        TestTrackingPlanResponse shipped = test("", message);
        assertThat(shipped.getRule()).isEmpty();
        assertThat(shipped.getEvent().getNamedEvent().getName()).isEqualTo("Report Exported");
    }

    @Test
    void an_example_shows_why_it_would_be_rejected() throws Exception {
        TestTrackingPlanResponse missing = test(plan("tried"), """
                {"type": "track", "event": "Report Exported"}""");
        assertThat(missing.getRejected().getField()).isEqualTo("feature_used.count");
        assertThat(missing.getRejected().getReason()).isEqualTo("REQUIRED");
        assertThat(test(plan("tried"), """
                {"type": "track", "event": "Report Exported", "properties": {"rows": -1}}""").getRejected().getReason())
                .as("checked as any event is").isEqualTo("OUT_OF_RANGE");
        assertThat(test(plan("tried"), """
                {"type": "track"}""").getRejected().getField()).isEqualTo("named_event.name");
    }

    @Test
    void an_example_may_be_a_cloudevent_or_a_person() throws Exception {
        assertThat(test("""
                events:
                  - cloudevent: com.acme.*
                    fact: product_activated
                    set: {product: properties.module}
                """, """
                {"specversion": "1.0", "type": "com.acme.module.on", "source": "/shop", "id": "1", "data": {"module": "maps"}}""")
                .getEvent().getProductActivated().getProduct()).isEqualTo("maps");
        assertThat(test("", """
                {"type": "identify", "userId": "ada", "traits": {"name": "Ada"}}""").getEvent().hasUserIdentified()).isTrue();
    }

    @Test
    void a_request_names_the_argument_that_is_wrong() {
        assertInvalid("name", () -> get("/versions/one"));
        assertInvalid("name", () -> get("s"));
        assertInvalid("page_token", () -> plans.listTrackingPlanVersions(
                ListTrackingPlanVersionsRequest.newBuilder().setParent(parent()).setPageToken("nonsense").build()));
        assertInvalid("message", () -> test("", "{}"));
        assertRefused(Status.Code.NOT_FOUND, "versions/7", () -> get("/versions/7"));
    }
}
