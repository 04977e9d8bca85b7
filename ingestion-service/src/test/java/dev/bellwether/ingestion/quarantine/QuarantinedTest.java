package dev.bellwether.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bellwether.ingestion.v1.Event;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantinedTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private static Quarantined sent(String raw, long content) {
        return new Quarantined("acme", "event", "REQUIRED", "must be there", Event.getDefaultInstance(),
                Optional.of(new Quarantined.Origin("segment", "web-app", ByteString.copyFromUtf8(raw), content)), NOW);
    }

    @Test
    void an_event_sent_again_is_known_by_its_content_however_its_sending_differs() {
        assertThat(sent("{\"sentAt\":1}", 7).fingerprint()).isEqualTo(sent("{\"sentAt\":2}", 7).fingerprint());
        assertThat(sent("{\"sentAt\":1}", 7).fingerprint()).isNotEqualTo(sent("{\"sentAt\":1}", 8).fingerprint());
    }

    /// No column of text takes a zero character, and all that is kept in one statement would be lost with it.
    @Test
    void a_source_is_kept_as_far_as_a_column_takes_it() {
        Event event = Event.newBuilder().setSource("a\0b" + "x".repeat(300)).build();
        Quarantined quarantined = new Quarantined("acme", "source", "TOO_LONG", "must have at most 64 characters", event, NOW);
        assertThat(quarantined.source()).startsWith("a bx").hasSize(200);
        assertThat(quarantined.door()).isEqualTo("grpc");
    }
}
