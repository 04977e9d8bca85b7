package dev.bellwether.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.http.DoorTests;
import dev.bellwether.ingestion.v1.CapturedMessage;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IngestionTest
class SegmentCallsTest extends DoorTests {

    private CapturedMessage captured(String path, String body) {
        HttpResponse<String> answer = sender.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        List<CapturedMessage> messages = sender.captured(seen -> !seen.isEmpty());
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    @Test
    void a_track_is_captured_with_who_did_it_and_what() {
        CapturedMessage message = captured("/v1/track", """
                {"userId": "ada", "anonymousId": "device-1", "messageId": "m1", "event": "Report Exported",
                 "properties": {"format": "pdf", "pages": 12}, "context": {"groupId": "globex/de"}}""");
        assertThat(message.getUser()).isEqualTo("ada");
        assertThat(message.getAnonymous()).isEqualTo("device-1");
        assertThat(message.getAccount()).isEqualTo("globex%2Fde");
        assertThat(message.getIdentity().size()).isEqualTo(16);
        assertThat(message.hasOwnAccount()).isFalse();
        assertThat(message.getEvent().getEventId()).isEqualTo("m1");
        assertThat(message.getEvent().getSource()).isEqualTo("web-app");
        assertThat(message.getEvent().getOccurredAt()).isEqualTo(message.getReceivedAt());
        assertThat(message.getEvent().getNamedEvent().getName()).isEqualTo("Report Exported");
        assertThat(message.getEvent().getNamedEvent().getProperties().getFieldsOrThrow("pages").getNumberValue()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "screen"})
    void a_page_without_a_name_is_called_what_it_is(String call) {
        CapturedMessage message = captured("/v1/" + call + "/", "{\"anonymousId\": \"device-1\", \"properties\": {\"path\": \"/\"}}");
        assertThat(message.getEvent().getNamedEvent().getName()).isEqualToIgnoringCase(call);
        assertThat(message.getUser()).isEmpty();
    }

    @Test
    void an_identify_says_whose_device_it_is_and_what_their_own_account_is_called() {
        CapturedMessage message = captured("/v1/identify", """
                {"userId": 7, "anonymousId": "device-1", "messageId": "m1",
                 "traits": {"firstName": "Ada", "lastName": "Byron", "company": {"industry": "Looms", "employee_count": 3}}}""");
        assertThat(message.getUser()).isEqualTo("7");
        assertThat(message.hasIdentified()).isTrue();
        assertThat(message.getOwnAccount().getName()).isEqualTo("Ada Byron");
        assertThat(message.getOwnAccount().getIndustry()).isEqualTo("Looms");
        assertThat(message.getOwnAccount().getEmployees()).isEqualTo(3);
        assertThat(message.getEvent().getUserIdentified().getTraits().getFieldsOrThrow("firstName").getStringValue()).isEqualTo("Ada");
    }

    @Test
    void a_group_says_where_the_user_belongs() {
        CapturedMessage message =
                captured("/v1/group", "{\"userId\": \"ada\", \"groupId\": \"globex\", \"traits\": {\"name\": \"Globex\"}}");
        assertThat(message.hasJoined()).isTrue();
        assertThat(message.getAccount()).isEqualTo("globex");
        assertThat(message.getEvent().getAccountProfile().getName()).isEqualTo("Globex");
    }

    @Test
    void an_alias_says_who_the_user_was_before() {
        CapturedMessage message = captured("/v1/alias", "{\"userId\": \"ada\", \"previousId\": \"device-1\"}");
        assertThat(message.getAliased().getPrevious()).isEqualTo("device-1");
        assertThat(message.getEvent().getUserIdentified().getPrevious()).isEqualTo("device-1");
    }

    @Test
    void what_a_batch_says_for_all_holds_where_an_event_says_nothing_else() {
        HttpResponse<String> answer = sender.post("/v1/batch", """
                {"context": {"groupId": "globex", "library": {"name": "x"}}, "sentAt": "2031-01-01T00:10:00Z", "batch": [
                  {"type": "track", "event": "A", "userId": "ada", "messageId": "m1", "timestamp": "2031-01-01T00:00:00Z"},
                  {"type": "track", "event": "B", "userId": "ada", "messageId": "m2", "timestamp": "2031-01-01T00:09:00Z",
                   "context": {"groupId": "initech"}}]}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        List<CapturedMessage> messages = sender.captured(seen -> seen.size() == 2);
        assertThat(messages).extracting(CapturedMessage::getAccount).containsExactly("globex", "initech");
        assertThat(messages)
                .extracting(message -> Timestamps.between(message.getEvent().getOccurredAt(), message.getReceivedAt()).getSeconds())
                .containsExactly(600L, 60L);
    }

    /// Its addresses are in its source: https://github.com/segmentio/analytics-next/blob/master/packages/browser/src/plugins/segmentio/index.ts
    @Test
    void a_browser_calls_by_the_first_letter() {
        for (String call : List.of("identify", "track", "page", "screen", "group", "alias")) {
            assertThat(sender
                    .send(sender.request("/v1/" + call.charAt(0),
                            "{\"type\": \"" + call + "\", \"event\": \"A\", \"userId\": \"ada\", \"groupId\": \"globex\","
                                    + " \"previousId\": \"device-1\", \"messageId\": \"" + call + "\", \"writeKey\": \"" + sender.key
                                    + "\"}")
                            .setHeader("Content-Type", "text/plain"))
                    .statusCode()).isEqualTo(200);
        }
        assertThat(sender
                .send(sender.request("/v1/b", "{\"writeKey\": \"" + sender.key + "\", \"batch\": [{\"type\": \"track\", \"event\": \"A\","
                        + " \"userId\": \"ada\", \"messageId\": \"batch\"}]}"))
                .statusCode()).isEqualTo(200);
        assertThat(sender.captured(seen -> seen.size() == 7)).extracting(message -> message.getEvent().getEventId())
                .containsExactlyInAnyOrder("identify", "track", "page", "screen", "group", "alias", "batch");
    }

    @Test
    void a_message_that_is_sent_again_later_is_the_same_message() {
        String event = "\"userId\": \"ada\", \"event\": \"A\", \"messageId\": \"m1\", \"timestamp\": \"2026-01-01T00:00:00Z\"";
        captured("/v1/track", "{" + event + ", \"sentAt\": \"2026-01-01T00:00:01Z\"}");
        sender.post("/v1/batch",
                "{\"writeKey\": \"" + sender.key + "\", \"sentAt\": \"2026-01-01T05:00:00Z\", \"batch\": [{\"type\": \"track\", "
                        + event + ", \"_metadata\": {\"retryCount\": 3}}]}");
        List<CapturedMessage> messages = sender.captured(seen -> seen.size() == 2);
        assertThat(messages.getFirst().getIdentity()).isEqualTo(messages.getLast().getIdentity());
        assertThat(messages.getFirst().getContentHash()).isEqualTo(messages.getLast().getContentHash());
    }

    @Test
    void what_is_meant_for_others_only_is_accepted_and_not_captured() {
        assertThat(sender.post("/v1/import", """
                {"integrations": {"All": false}, "batch": [
                  {"type": "track", "event": "Theirs", "userId": "ada"},
                  {"type": "track", "event": "Ours", "userId": "ada", "integrations": {"All": false, "Bellwether": true}},
                  {"type": "track", "event": "Everybody's", "userId": "ada", "integrations": {"All": true}}]}""").statusCode())
                .isEqualTo(200);
        List<CapturedMessage> messages = sender.captured(seen -> seen.size() == 2);
        assertThat(messages).extracting(message -> message.getEvent().getNamedEvent().getName()).containsExactly("Ours", "Everybody's");
    }
}
