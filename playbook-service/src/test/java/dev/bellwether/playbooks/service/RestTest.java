package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.proto.FeatureCatalogue;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RestTest {
    private static final String LIST = "/v1/tenants/rest/recommendations";
    private static final String ONE = LIST + "/{id}";

    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    InstantSource clock;

    private static RequestSpecification asAdmin() {
        return given().header("Authorization", "Bearer " + RunningPlaybooks.key());
    }

    private String called(String account) {
        var acme = new AccountKey("rest", account);
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 100));
        String name = service.awaitOne(acme, "enterprise-churn-prevention").getName();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static ValidatableResponse answer(String id, String verb, Object body) {
        return asAdmin().urlEncodingEnabled(false).contentType(ContentType.JSON).body(body).post(ONE + ":" + verb, id).then();
    }

    private static void problem(ValidatableResponse response, int status, String code, String field) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("code", equalTo(code))
                .body("field", equalTo(field))
                .body(not(containsString("Exception")));
    }

    @Test
    void a_recommendation_is_listed_and_had_by_its_id() {
        String id = called("list");
        asAdmin().queryParam("account", "list").get(LIST).then().statusCode(200)
                .body("recommendations", hasSize(1))
                .body("recommendations[0].id", equalTo(id))
                .body("recommendations[0].valueAtStake", equalTo(1200f))
                .body("recommendations[0].kind", equalTo("CHURN_PREVENTION"))
                .body("$", not(hasKey("nextPageToken")));
        asAdmin().get(ONE, id).then().statusCode(200)
                .body("name", equalTo("tenants/rest/recommendations/" + id))
                .body("accountName", equalTo("Acme"))
                .body("segment", equalTo(AT_RISK))
                .body("status", equalTo("OPEN"))
                .body("dueTime", containsString("T"))
                .body("$", not(hasKey("answeredBy")))
                .body("$", not(hasKey("snoozedUntil")));
    }

    @Test
    void the_colon_of_a_verb_may_be_encoded() {
        String id = called("encoded");
        for (String colon : new String[] {"%3A", "%3a"}) {
            asAdmin().urlEncodingEnabled(false).contentType(ContentType.JSON).body(Map.of("user", "sam"))
                    .post(LIST + "/" + id + colon + "accept").then().statusCode(200).body("status", equalTo("ACCEPTED"));
        }
    }

    @Test
    void pages_follow_one_another() {
        called("page-1");
        called("page-2");
        String token = asAdmin().queryParam("pageSize", 1).get(LIST).then().statusCode(200)
                .body("recommendations", hasSize(1))
                .extract().path("nextPageToken");
        asAdmin().queryParam("pageSize", 1).queryParam("pageToken", token).get(LIST).then().statusCode(200)
                .body("recommendations", hasSize(1));
    }

    @Test
    void the_four_answers_do_what_they_say_and_the_same_again_changes_nothing() {
        String accepted = called("accept");
        for (int i = 0; i < 2; i++) {
            answer(accepted, "accept", Map.of("user", "ana")).statusCode(200)
                    .body("status", equalTo("ACCEPTED")).body("answeredBy", equalTo("ana")).body("revision", equalTo(2));
        }
        String snoozed = called("snooze");
        String until = clock.instant().plus(Duration.ofDays(2)).toString();
        for (int i = 0; i < 2; i++) {
            answer(snoozed, "snooze", Map.of("user", "ana", "until", until)).statusCode(200)
                    .body("status", equalTo("SNOOZED")).body("snoozedUntil", equalTo(until)).body("revision", equalTo(2));
        }
        String dismissed = called("dismiss");
        for (int i = 0; i < 2; i++) {
            answer(dismissed, "dismiss", Map.of("user", "ana", "reason", "No.")).statusCode(200)
                    .body("status", equalTo("DISMISSED")).body("dismissReason", equalTo("No."));
        }
        String completed = called("complete");
        for (int i = 0; i < 2; i++) {
            answer(completed, "complete", Map.of("user", "ana", "outcome", "SUCCEEDED", "note", "Renewed.")).statusCode(200)
                    .body("status", equalTo("COMPLETED")).body("outcome", equalTo("SUCCEEDED")).body("outcomeNote", equalTo("Renewed."));
        }
        asAdmin().queryParam("account", "dismiss").queryParam("status", "DISMISSED").get(LIST).then()
                .body("recommendations.id", contains(dismissed));
    }

    @Test
    void a_closed_one_takes_no_other_answer() {
        String id = called("closed");
        answer(id, "dismiss", Map.of("user", "ana", "reason", "No.")).statusCode(200);
        problem(answer(id, "accept", Map.of("user", "bo")), 409, "FAILED_PRECONDITION", null);
    }

    @Test
    void a_wrong_argument_is_named_as_it_was_written() {
        String id = called("wrong");
        problem(asAdmin().queryParam("pageSize", "many").get(LIST).then(), 400, "INVALID_ARGUMENT", "pageSize");
        problem(asAdmin().queryParam("pageSize", "-1").get(LIST).then(), 400, "INVALID_ARGUMENT", "pageSize");
        problem(asAdmin().queryParam("pageToken", "x").get(LIST).then(), 400, "INVALID_ARGUMENT", "pageToken");
        problem(asAdmin().queryParam("status", "open").get(LIST).then(), 400, "INVALID_ARGUMENT", "status");
        problem(asAdmin().queryParam("kind", "PHONE").get(LIST).then(), 400, "INVALID_ARGUMENT", "kind");
        problem(asAdmin().get("/v1/tenants/No_Tenant/recommendations").then(), 400, "INVALID_ARGUMENT", "tenant");
        problem(answer(id, "accept", "{}"), 400, "INVALID_ARGUMENT", "user");
        problem(answer(id, "accept", ""), 400, "INVALID_ARGUMENT", "body");
        problem(answer(id, "accept", "{\"user\": "), 400, "INVALID_ARGUMENT", "body");
        problem(answer(id, "accept", "[1]"), 400, "INVALID_ARGUMENT", "body");
        problem(answer(id, "accept", "{\"usr\": \"ana\"}"), 400, "INVALID_ARGUMENT", "usr");
        problem(answer(id, "snooze", Map.of("user", "ana")), 400, "INVALID_ARGUMENT", "until");
        problem(answer(id, "snooze", Map.of("user", "ana", "until", "tomorrow")), 400, "INVALID_ARGUMENT", "until");
        problem(answer(id, "dismiss", Map.of("user", "ana")), 400, "INVALID_ARGUMENT", "reason");
        problem(answer(id, "complete", Map.of("user", "ana", "outcome", "GREAT")), 400, "INVALID_ARGUMENT", "outcome");
    }

    @Test
    void an_invalid_request_is_refused_with_a_valid_example() {
        String id = called("told");
        asAdmin().queryParam("pageSize", "ten").get(LIST).then().body("detail", equalTo("must be a whole number, not 'ten'"));
        asAdmin().queryParam("pageSize", "-1").get(LIST).then().body("detail", equalTo("must be 0 to 1000, and 0 gives 100; not -1"));
        asAdmin().queryParam("firstOnly", "yes").get(LIST).then().body("detail", equalTo("must be true or false, not 'yes'"));
        asAdmin().queryParam("status", "open").get(LIST).then().body("detail", containsString("must be one of OPEN, ACCEPTED, "));
        asAdmin().queryParam("kind", "PHONE").get(LIST).then().body("detail", containsString("CHURN_PREVENTION")).body("detail",
                containsString("not 'PHONE'"));
        asAdmin().get("/v1/tenants/rest/playbooks/none").then().body("detail",
                containsString("There is no playbook 'none'; there are enterprise-"));
        asAdmin().get(ONE, "none").then().body("detail", equalTo("There is no recommendation tenants/rest/recommendations/none."));
        asAdmin().get("/v1/nothing/here").then().body("detail", containsString("There is nothing at /v1/nothing/here"));
        answer(id, "snooze", Map.of("user", "ana", "until", "tomorrow")).body("detail",
                equalTo("must be a time as in 2026-12-01T09:00:00Z, not 'tomorrow'"));
        answer(id, "accept", "{\"user\": ").body("detail", containsString("The body is not JSON at line 1, column "))
                .body("detail", containsString("names and texts stand in double quotes"));
        answer(id, "accept", "{user: ana}").body("detail", containsString("The body is not JSON at line 1, column "));
        answer(id, "accept", "{\"usr\": \"ana\"}").body("detail", equalTo("There is no field usr here; there are user."));
        answer(id, "dismiss", "{\"user\": {}}").body("detail", equalTo("Must be a text in double quotes."));
    }

    @Test
    void a_page_token_goes_with_its_own_question_only() {
        called("token-1");
        called("token-2");
        String token = asAdmin().queryParam("pageSize", 1).get(LIST).then().extract().path("nextPageToken");
        problem(asAdmin().queryParam("pageToken", token).queryParam("status", "DISMISSED").get(LIST).then(), 400, "INVALID_ARGUMENT",
                "pageToken");
        problem(asAdmin().queryParam("pageToken", token).get("/v1/tenants/other/recommendations").then(), 400, "INVALID_ARGUMENT",
                "pageToken");
    }

    @Test
    void a_missing_resource_is_not_found() {
        problem(asAdmin().get(ONE, "8b0d5e76-8a32-3c3f-9d0a-0d4b8d3b6a11").then(), 404, "NOT_FOUND", null);
        problem(asAdmin().get(ONE, "nonsense").then(), 404, "NOT_FOUND", null);
        problem(asAdmin().get("/v1/tenants/rest/playbooks/none").then(), 404, "NOT_FOUND", null);
        asAdmin().get("/v1/nothing/here").then().statusCode(404).contentType("application/problem+json");
        asAdmin().delete(LIST).then().statusCode(405).contentType("application/problem+json");
        asAdmin().urlEncodingEnabled(false).contentType("text/plain").body("x").post(ONE + ":accept", "x").then()
                .statusCode(415).contentType("application/problem+json");
    }

    @Test
    void playbooks_and_the_summary_are_there() {
        called("summary");
        asAdmin().get("/v1/tenants/rest/playbooks").then().statusCode(200).body("playbooks", hasSize(17));
        asAdmin().get("/v1/tenants/rest/playbooks/enterprise-co-creation").then().statusCode(200)
                .body("kind", equalTo("ADVOCACY"))
                .body("segments", contains("enterprise-power-user"));
        asAdmin().urlEncodingEnabled(false).get("/v1/tenants/rest/recommendations:summarize").then().statusCode(200)
                .body("rows.segment", hasItems(AT_RISK));
        asAdmin().urlEncodingEnabled(false).get("/v1/tenants/rest/recommendations:summarizeOutcomes").then().statusCode(200)
                .body("rows.playbook", hasItems("enterprise-churn-prevention"));
    }

    @Test
    void openapi_tells_every_call_with_its_errors() {
        asAdmin().accept(ContentType.JSON).get("/openapi").then().statusCode(200)
                .body("info.title", equalTo("Bellwether: recommendations"))
                .body("paths", hasKey("/v1/tenants/{tenant}/recommendations"))
                .body("paths", hasKey("/v1/tenants/{tenant}/recommendations:summarize"))
                .body("paths", hasKey("/v1/tenants/{tenant}/recommendations:summarizeOutcomes"))
                .body("paths", hasKey("/v1/tenants/{tenant}/recommendations/{id}:accept"))
                .body("paths['/v1/tenants/{tenant}/recommendations/{id}:dismiss'].post.responses", hasKey("409"))
                .body("components.schemas.Recommendation.properties.status", notNullValue())
                .body("components.schemas.Problem.properties", hasKey("field"));
    }

    /// Expected values are the options in playbook_service.proto.
    @Test
    void openapi_tells_the_limits_that_the_contract_states() {
        var openapi = asAdmin().accept(ContentType.JSON).get("/openapi").then().statusCode(200).extract().jsonPath();
        assertThat(openapi.getInt("components.schemas.Accept.properties.user.maxLength")).isEqualTo(256);
        assertThat(openapi.getInt("components.schemas.Dismiss.properties.reason.maxLength")).isEqualTo(1_000);
        assertThat(openapi.getInt("components.schemas.Complete.properties.note.maxLength")).isEqualTo(2_000);
        assertThat(openapi.getList("components.schemas.Snooze.required")).asList().containsExactlyInAnyOrder("user", "until");
        assertThat(openapi.getList("components.schemas.Complete.required")).asList().containsExactlyInAnyOrder("user", "outcome");
        for (String path : List.of("/v1/tenants/{tenant}/recommendations", "/v1/tenants/{tenant}/playbooks")) {
            openapi.setRootPath("paths.'" + path + "'.get.parameters.find { it.name == 'pageSize' }");
            assertThat(openapi.getString("description")).isEqualTo("At most 1,000, also when more are asked for.");
            assertThat(openapi.getString("schema.type")).isEqualTo("integer");
            assertThat(openapi.getInt("schema.default")).isEqualTo(100);
        }
    }

    @Test
    void openapi_describes_every_feature_that_an_expression_may_use_as_the_contract_defines_it() {
        var features = asAdmin().accept(ContentType.JSON).get("/openapi").then().statusCode(200).extract().jsonPath()
                .setRootPath("components.schemas.Features.properties");
        assertThat(features.getMap("").keySet()).containsExactlyInAnyOrderElementsOf(FeatureCatalogue.all().stream()
                .filter(feature -> feature.getType() != FeatureDefinition.Type.DAY).map(FeatureDefinition::getFeature).toList());
        assertThat(features.getString("nps.type")).isEqualTo("number");
        assertThat(features.getString("nps.description"))
                .isEqualTo("The last NPS answer of the last 365 days. Unit: points. Not known when there was none.");
        assertThat(features.getDouble("nps.minimum")).isZero();
        assertThat(features.getDouble("nps.maximum")).isEqualTo(10);
        assertThat(features.getList("company_type.enum")).isEqualTo(List.of("enterprise", "self-serve"));
    }
}
