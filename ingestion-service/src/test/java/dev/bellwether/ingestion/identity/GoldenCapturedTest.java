package dev.bellwether.ingestion.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.TextFormat;
import dev.bellwether.embedded.testing.GoldenFiles;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.operations.v1.ErasureConfirmed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Stored captured messages - on the topic `captured`, waiting for their person, and in quarantine - can be read, and are written the
/// same today.
class GoldenCapturedTest {

    private static final Map<String, String> RELATIONS =
            Map.of("identified", "", "joined", "", "aliased", "previous: \"a-77\"");

    static List<FieldDescriptor> relations() {
        return CapturedMessage.getDescriptor().getOneofs().getFirst().getFields();
    }

    private static CapturedMessage message(String relation) throws Exception {
        return TextFormat.parse("""
                received_at { seconds: 1772366401 nanos: 5 } backfill: "b-1" tenant: "northwind"
                identity: "\\001\\002\\003\\004\\005\\006\\007\\010\\011\\012\\013\\014\\015\\016\\017\\377" content_hash: 18446744073709551615
                user: "ana" anonymous: "a-7" account: "acme" %s
                event {
                  event_id: "m-1" source: "web" occurred_at { seconds: 1772366400 }
                  named_event { name: "Opened" properties { fields { key: "page" value { string_value: "/a" } } } }
                }
                own_account { name: "Ana" }""".formatted(relation), CapturedMessage.class);
    }

    @ParameterizedTest
    @MethodSource("relations")
    void a_message_with_each_relation_can_be_read_and_is_written_the_same(FieldDescriptor relation) throws Exception {
        assertThat(RELATIONS).as("an example of each relation").containsKey(relation.getName());
        CapturedMessage message = message(relation.getName() + " { " + RELATIONS.get(relation.getName()) + " }");
        assertRead("captured-message-" + relation.getName(), message);
    }

    @Test
    void a_message_that_says_nothing_of_persons_can_be_read_and_is_written_the_same() throws Exception {
        assertRead("captured-message", message(""));
    }

    private static void assertRead(String form, CapturedMessage message) {
        byte[] then = GoldenFiles.unchanged(form, 1, message.toByteArray());
        Captured captured = Captured.of(new ConsumerRecord<>("captured", 0, 3, null, then), Optional.empty());
        assertThat(captured.message()).isEqualTo(message);
        assertThat(captured.identity()).isEqualTo(UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0fff"));
        assertThat(captured.contentHash()).isEqualTo(-1);
    }

    /// As far as it is kept, it may lack anything.
    @Test
    void a_rejected_event_can_be_read_and_is_kept_the_same() throws Exception {
        Event event = TextFormat.parse("tenant: \"northwind\" event_id: \"e-1\" feature_used { count: -1 }", Event.class);
        assertThat(Event.parseFrom(GoldenFiles.unchanged("quarantined-event", 1, event.toByteArray()))).isEqualTo(event);
    }

    @Test
    void the_confirmation_of_an_erasure_can_be_read_and_is_written_the_same() throws Exception {
        ErasureConfirmed confirmed = TextFormat.parse("""
                fingerprint: "\\001\\002\\003\\004\\005\\006\\007\\010\\011\\012\\013\\014\\015\\016\\017\\377" service: "features"
                confirmed_at { seconds: 1772366400 }""", ErasureConfirmed.class);
        assertThat(ErasureConfirmed.parseFrom(GoldenFiles.unchanged("erasure-confirmed", 1, confirmed.toByteArray()))).isEqualTo(confirmed);
    }
}
