package dev.bellwether.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellwether.ingestion.v1.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Places are counted by hand, from 1.
class ProtoJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"tenant": "acme",}                                     | is not JSON at line 1, column 19
            {tenant: "acme"}                                        | is not JSON at line 1, column 2
            {"tenant": "acme"                                       | is not JSON at line 1, column 18
            {"tenant": "ac                                          | is not JSON at line 1, column 1
            {"properties": {"a": NaN}}                              | is not JSON at line 1, column 2
            {} {}                                                   | goes on behind its end, at line 1, column 4
            []                                                      | must be a JSON object
            ``                                                      | is empty
            {"tennant": "acme"}                                     | tennant is no field here, in line 1, column 2; there are tenant, account, user
            {"occurred_at": "yesterday"}                            | occurred_at must be a time as in "2026-12-01T09:00:00Z", in line 1, column 2
            {"feature_used": {"feature": "a", "count": "many"}}     | feature_used.count must be a whole number
            {"account_profile": {"company_type": "BIG"}}            | account_profile.company_type must be one of ENTERPRISE, SELF_SERVE
            {"tenant": {}}                                          | tenant must be a text in double quotes
            {"named_event": {"properties": 3}}                      | named_event.properties must be a JSON object
            {"properties": {"a": 1e400}}                            | has a number beyond
            {"sign_in": {}, "feature_used": {"feature": "a"}}       | feature_used cannot be there beside sign_in
            """)
    void a_fault_is_told_with_its_field_and_its_place(String json, String told) {
        UnfitJson unfit = catchThrowableOfType(UnfitJson.class, () -> ProtoJson.read(json, Event.newBuilder()));
        assertThat(unfit.about("the event")).contains(told.stripTrailing());
        assertThat(unfit.getMessage()).doesNotContainPattern("(com|java|dev)\\.|Exception|JsonReadFeature|REDACTED|Expected|Reader");
    }

    @Test
    void a_place_is_counted_over_lines() {
        UnfitJson unfit = catchThrowableOfType(UnfitJson.class,
                () -> ProtoJson.read("{\n  \"tenant\": \"ä\",\n  \"feature_used\": {\n    \"featur\": 1\n  }\n}", Event.newBuilder()));
        assertThat(unfit).hasMessageStartingWith("is no field here, in line 4, column 5");
        assertThat(unfit.field()).isEqualTo("feature_used.featur");
    }

    @Test
    void what_is_nested_deep_is_told_so() {
        UnfitJson unfit = catchThrowableOfType(UnfitJson.class,
                () -> ProtoJson.read("{\"properties\":{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}}", Event.newBuilder()));
        assertThat(unfit).hasMessageStartingWith("is nested more than 64 deep, at line 1, column ");
    }

    @Test
    void what_is_right_is_read() throws UnfitJson {
        assertThat(ProtoJson.read("{\"tenant\": \"acme\", \"featureUsed\": {\"feature\": \"a\", \"count\": \"3\"}}", Event.newBuilder())
                .getFeatureUsed()
                .getCount()).isEqualTo(3);
    }
}
