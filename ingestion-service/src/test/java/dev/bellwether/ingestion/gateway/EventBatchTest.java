package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.validation.EventLimits;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// Batches that would take much more memory than bytes.
class EventBatchTest {

    private static final Event ENVELOPE =
            Event.newBuilder().setTenant("acme").setAccount("globex").setUser("ada").setEventId("e1").setSource("web")
                    .setOccurredAt(Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(5)).build();

    /// 40,000 bytes, and 20,000 objects.
    private static Event bomb() {
        ListValue values = ListValue.newBuilder().addAllValues(Collections.nCopies(20_000, Value.getDefaultInstance())).build();
        return ENVELOPE.toBuilder().setNamedEvent(NamedEvent.newBuilder().setName("n").setProperties(
                Struct.newBuilder().putFields("list", Value.newBuilder().setListValue(values).build()))).build();
    }

    @Test
    void of_an_event_that_is_too_large_only_its_envelope_is_read() throws Exception {
        EventBatch batch = EventBatch.of(RecordEventsRequest.newBuilder().addEvents(bomb()).addEvents(ENVELOPE).build());
        assertThat(batch.event(0)).isEqualTo(ENVELOPE);
        assertThat(batch.event(1)).isEqualTo(ENVELOPE);
    }

    @Test
    void of_too_many_events_only_the_number_is_kept() {
        EventBatch batch = EventBatch.of(RecordEventsRequest.newBuilder()
                .addAllEvents(Collections.nCopies(1_000_000, Event.getDefaultInstance())).build());
        assertThat(batch.size()).isEqualTo(1_000_000);
        assertThat(batch.length(EventLimits.EVENTS_OF_A_BATCH - 1)).isZero();
    }
}
