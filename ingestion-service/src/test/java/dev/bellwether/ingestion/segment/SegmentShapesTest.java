package dev.bellwether.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.type.Date;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.http.DoorTests;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CapturedMessage;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages as SDKs and their users do send them, not as Segment's documents have them. The inputs in `trouble` stand for reports of users, with
/// the right values beside them.
@IngestionTest
class SegmentShapesTest extends DoorTests {

    private static final String GOOD = "{\"type\": \"track\", \"event\": \"A\", \"userId\": \"ada\", \"messageId\": \"good\"}";

    /// Dates of the input are some days ago, whenever the test runs.
    private static String input(String name) {
        return trouble(name).replace("2026-11-02", LocalDate.now().minusDays(3).toString());
    }

    @Test
    void an_empty_array_is_an_empty_object_as_php_writes_it() {
        assertThat(reported("/v1/batch", input("01-items.json"))).startsWith("{\"success\":true,\"accepted\":4,\"rejected\":[]");
        assertThat(reported("/v1/batch", input("01-header.json"))).startsWith("{\"success\":true,\"accepted\":1,\"rejected\":[]");
        assertThat(sender.captured(seen -> seen.size() == 5)).filteredOn(message -> message.getEvent().hasNamedEvent())
                .extracting(message -> message.getEvent().getNamedEvent().getName())
                .containsExactlyInAnyOrder("Report Opened", "Report Closed", "Report Printed");
    }

    @Test
    void an_event_whose_own_context_is_an_empty_array_has_that_of_its_batch() {
        reported("/v1/batch", "{\"context\": {\"groupId\": \"globex\"}, \"batch\": [" + GOOD.replace("}", ", \"context\": []}") + "]}");
        assertThat(sender.captured(seen -> seen.size() == 1).getFirst().getAccount()).isEqualTo("globex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"context\": \"x\"", "\"context\": 7", "\"context\": [1]", "\"context\": {\"groupId\": {}}",
        "\"context\": {\"group_id\": true}",
        "\"context\": null", "\"context\": {\"x\": 1e400}", "\"context\": NaN", "\"integrations\": \"all\"", "\"integrations\": [[]]",
        "\"sentAt\": {}",
        "\"sentAt\": \"yesterday\"", "\"sentAt\": true", "\"writeKey\": {}", "\"anything\": Infinity"})
    void what_is_wrong_with_a_batch_as_a_whole_costs_none_of_its_events(String header) {
        assertThat(reported("/v1/batch", "{" + header + ", \"batch\": [" + GOOD + "]}"))
                .startsWith("{\"success\":true,\"accepted\":1,\"rejected\":[]");
    }

    @Test
    void a_context_of_a_batch_that_is_nested_too_deep_costs_none_of_its_events() {
        String deep = "{\"context\": {\"x\": " + "[".repeat(4_000) + "]".repeat(4_000) + "}, \"batch\": [" + GOOD + "]}";
        assertThat(reported("/v1/batch", deep)).startsWith("{\"success\":true,\"accepted\":1,\"rejected\":[]");
    }

    @ParameterizedTest
    @CsvSource({"13-deep-400.json, c13-a2, OUT_OF_RANGE, 'to a depth of 16'", "13-deep-600.json, c13-b2, OUT_OF_RANGE, 'to a depth of 16'",
        "13-deep-4000.json, c13-d2, OUT_OF_RANGE, 'to a depth of 16'", "13-nan.json, c13-n2, MALFORMED, 'not NaN or Infinity'"})
    void one_event_that_cannot_be_read_costs_itself_only_and_keeps_its_id(String input, String id, String reason, String why) {
        String body = input(input);
        long others = body.lines().filter(line -> line.contains("\"event\": \"open\"")).count();
        assertThat(reported("/v1/batch", body))
                .startsWith("{\"success\":true,\"accepted\":" + others + ",\"rejected\":[{\"index\":1,\"messageId\":\"" + id + "\"")
                .contains("\"reason\":\"" + reason + "\"").contains(why)
                .doesNotContain("JsonReadFeature", "REDACTED", "StreamReadConstraints");
        assertThat(sender.captured(seen -> seen.size() == others)).hasSize((int) others);
        assertThat(quarantined(1))
                .extracting(event -> event.getEvent().getEventId(), event -> event.getReason()).containsExactly(tuple(id, reason));
    }

    @Test
    void every_door_takes_events_one_by_one() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(reported("/v1/track",
                "{\"event\": \"A\", \"userId\": \"ada\", \"messageId\": \"d1\", \"properties\": {\"x\": " + deep + "}}"))
                .contains("\"accepted\":0").contains("\"messageId\":\"d1\"").contains("to a depth of 16");
        String event =
                "{\"specversion\": \"1.0\", \"id\": \"ID\", \"source\": \"/s\", \"type\": \"t\", \"subject\": \"globex\", \"data\": DATA}";
        String good = event.replace("ID", "good").replace("DATA", "[]");
        String bad = event.replace("ID", "d2").replace("DATA", deep);
        HttpResponse<String> batch =
                sender.send(sender.request("/v1/cloudevents", "[" + good + "," + bad + ",null," + event.replace("DATA", "NaN") + "]")
                        .setHeader("Content-Type", "application/cloudevents-batch+json").header("Authorization", sender.basic())
                        .header("Bellwether-Report", "true"));
        assertThat(batch.body()).startsWith("{\"success\":true,\"accepted\":1,\"rejected\":[{\"index\":1,\"messageId\":\"d2\"")
                .contains(
                        "{\"index\":2,\"messageId\":\"\",\"field\":\"event\",\"reason\":\"MALFORMED\",\"message\":\"must be a JSON object\"}")
                .contains("{\"index\":3,\"messageId\":\"ID\"");
        HttpResponse<String> one = sender.send(sender.request("/v1/cloudevents", bad)
                .setHeader("Content-Type", "application/cloudevents+json").header("Authorization", sender.basic())
                .header("Bellwether-Report", "true"));
        assertThat(one.body()).contains("\"accepted\":0").contains("\"messageId\":\"d2\"");
        HttpResponse<String> binary = sender.send(sender.request("/v1/cloudevents", deep)
                .header("ce-specversion", "1.0").header("ce-id", "d3").header("ce-source", "/s").header("ce-type", "t")
                .header("ce-subject", "globex")
                .header("Authorization", sender.basic()).header("Bellwether-Report", "true"));
        assertThat(binary.body()).contains("\"accepted\":0").contains("\"messageId\":\"d3\"");
    }

    @Test
    void a_null_in_a_batch_must_be_a_json_object() {
        assertThat(reported("/v1/batch", "{\"batch\": [null, " + GOOD + ", 7]}"))
                .contains(
                        "{\"index\":0,\"messageId\":\"\",\"field\":\"event\",\"reason\":\"MALFORMED\",\"message\":\"must be a JSON object\"}")
                .contains("\"accepted\":1");
    }

    @Test
    void sizes_of_companies_are_taken_however_they_are_written() {
        assertThat(reported("/v1/batch", input("15-batch.json"))).startsWith("{\"success\":true,\"accepted\":8,\"rejected\":[]");
        Map<String, AccountProfile> profiles = sender.captured(seen -> seen.size() == 8).stream()
                .collect(Collectors.toMap(message -> message.getEvent().getEventId(), message -> message.getEvent().getAccountProfile()));
        assertThat(profiles.get("c15-1").getEmployees()).isEqualTo(250);
        assertThat(profiles.get("c15-2").getEmployees()).isEqualTo(250);
        assertThat(profiles.get("c15-3").hasEmployees()).isFalse();
        assertThat(profiles.get("c15-4").getEmployees()).isEqualTo(120);
        // Nothing is said, so what was said before stays.
        assertThat(profiles.get("c15-5").hasEmployees()).isFalse();
        assertThat(profiles.get("c15-6").hasEmployees()).isFalse();
        assertThat(profiles.get("c15-8").getEmployees()).isEqualTo(1_000);
    }

    @Test
    void what_identify_says_of_the_company_is_taken_as_loosely() {
        reported("/v1/identify",
                "{\"userId\": \"ada\", \"messageId\": \"i\", \"traits\": {\"name\": 4711, \"company\": {\"employees\": \"1e3\"},"
                        + " \"address\": {\"country\": \"de\"}}}");
        AccountProfile profile =
                sender.captured(seen -> seen.size() == 1).stream().map(CapturedMessage::getOwnAccount).findFirst().orElseThrow();
        assertThat(List.of(profile.getEmployees(), profile.getCountry())).isEqualTo(List.of(1_000L, "DE"));
    }

    /// Segment's spec has ISO 8601; Intercom's SDKs send seconds and JavaScript milliseconds. 1571846400 is 2019-10-23T16:00:00Z.
    @ParameterizedTest
    @CsvSource({"'\"2019-10-23T16:00:00Z\"', 2019-10-23", "'\"2019-10-23\"', 2019-10-23", "1571846400, 2019-10-23",
        "1571846400000, 2019-10-23",
        "1.5718464e9, 2019-10-23", "'\"yesterday\"', ", "'\"23.10.2019\"', ", "null, ", "0, ", "-1, ", "{}, ", "true, ", "1e300, ",
        "'\"9999-12-31\"', ",
        "'\"2999-01-01\"', ", "33000000000000, "})
    void a_customer_of_old_has_signed_up_when_its_traits_say_so(String createdAt, LocalDate day) {
        for (String name : List.of("createdAt", "created_at")) {
            String traits = "\"traits\": {\"name\": \"Globex\", \"" + name + "\": " + createdAt + "}";
            assertThat(reported("/v1/group",
                    "{\"userId\": \"ada\", \"groupId\": \"globex\", \"messageId\": \"" + name + "\", " + traits + "}"))
                    .startsWith("{\"success\":true,\"accepted\":1");
            assertThat(reported("/v1/identify", "{\"userId\": \"own\", \"messageId\": \"own-" + name + "\", " + traits + "}"))
                    .startsWith("{\"success\":true,\"accepted\":1");
        }
        Optional<Date> expected = Optional.ofNullable(day).map(Dates::date);
        assertThat(sender.captured(seen -> seen.size() == 4)).allSatisfy(message -> {
            AccountProfile profile = message.hasOwnAccount() ? message.getOwnAccount() : message.getEvent().getAccountProfile();
            assertThat(profile.getName()).isEqualTo("Globex");
            assertThat(Optional.of(profile.getSignedUpOn()).filter(_ -> profile.hasSignedUpOn())).isEqualTo(expected);
        });
    }

    @Test
    void when_their_company_was_a_customer_first_goes_before_when_a_person_was() {
        reported("/v1/identify", "{\"userId\": \"ada\", \"messageId\": \"i\", \"traits\": {\"createdAt\": \"2024-05-01\","
                + " \"company\": {\"created_at\": 1571846400}}}");
        assertThat(Dates.day(sender.captured(seen -> seen.size() == 1).getFirst().getOwnAccount().getSignedUpOn())).isEqualTo("2019-10-23");
    }

    @Test
    void a_time_that_is_not_taken_is_said_with_what_it_was_computed_from() {
        Function<String, String> event = times -> GOOD.replace("}", ", " + times + "}");
        assertThat(reported("/v1/batch", "{\"batch\": [" + event.apply("\"timestamp\": \"2999-01-01\"") + "]}"))
                .contains("it is 2999-01-01T00:00:00Z, and was received at ").contains("(from timestamp '2999-01-01')");
        assertThat(reported("/v1/batch",
                "{\"batch\": [" + event.apply("\"originalTimestamp\": \"2999-01-01\", \"sentAt\": \"2998-01-01\"") + "]}"))
                .contains("IN_THE_FUTURE")
                .contains("(from originalTimestamp '2999-01-01', sentAt '2998-01-01' and the time at which it was received, ");
        assertThat(reported("/v1/batch", "{\"batch\": [" + event.apply("\"timestamp\": \"1999-12-31T23:00:00Z\"") + "]}"))
                .contains("the earliest that is kept: it is 1999-12-31T23:00:00Z (from timestamp '1999-12-31T23:00:00Z')");
    }

    @Test
    void a_path_of_no_door_is_named_in_the_form_of_all_errors() {
        for (String path : List.of("/v1/nothing", "/v1/tracks", "/v1/", "/v1/batch/x")) {
            HttpResponse<String> answer = sender.post(path, "{}");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).startsWith("{\"success\":false,\"code\":\"NOT_FOUND\",\"message\":\"there is nothing at " + path);
        }
    }
}
