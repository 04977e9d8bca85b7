package dev.bellwether.ingestion.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.NamedEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EnvelopeWriterTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00.123456Z");

    @Test
    void an_entry_is_a_log_entry() throws Exception {
        Event event = named("a", "b");
        byte[] entry = new EnvelopeWriter(NOW, "import-1").entry(event);

        assertThat(LogEntry.parseFrom(entry)).isEqualTo(LogEntry.newBuilder()
                .setReceivedAt(Timestamp.newBuilder().setSeconds(NOW.getEpochSecond()).setNanos(NOW.getNano()))
                .setBackfill("import-1").setEvent(event).build());
    }

    @Test
    void the_order_of_properties_does_not_change_the_bytes() {
        EnvelopeWriter writer = new EnvelopeWriter(NOW, "");
        assertThat(writer.entry(named("a", "b"))).isEqualTo(writer.entry(named("b", "a")));
    }

    @Test
    void the_key_is_tenant_and_account() {
        assertThat(EnvelopeWriter.key(named("a", "b"))).isEqualTo("acme/a1~".getBytes(UTF_8));
    }

    private static Event named(String first, String second) {
        Value value = Value.newBuilder().setBoolValue(true).build();
        return Event.newBuilder().setTenant("acme").setAccount("a1~").setEventId("e")
                .setNamedEvent(NamedEvent.newBuilder().setName("n")
                        .setProperties(Struct.newBuilder().putFields(first, value).putFields(second, value)))
                .build();
    }
}
