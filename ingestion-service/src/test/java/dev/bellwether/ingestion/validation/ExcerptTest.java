package dev.bellwether.ingestion.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsResponse;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

    private static Event nested(int depth) {
        Value value = Value.newBuilder().setBoolValue(true).build();
        for (int i = 0; i < depth; i++) {
            value = Value.newBuilder().setListValue(ListValue.newBuilder().addValues(value)).build();
        }
        return Event.newBuilder().setEventId("e1")
                .setNamedEvent(NamedEvent.newBuilder().setProperties(Struct.newBuilder().putFields("a", value))).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 40, 46, 47, 48, 60, 1_000})
    void what_is_kept_can_be_read_within_a_list(int depth) throws Exception {
        Event kept = Excerpt.of(nested(depth));
        assertThat(kept.getEventId()).isEqualTo("e1");
        assertThat(kept.hasNamedEvent()).isEqualTo(depth < 30);
        ListQuarantinedEventsResponse list =
                ListQuarantinedEventsResponse.newBuilder().addEvents(QuarantinedEvent.newBuilder().setEvent(kept)).build();
        assertThat(ListQuarantinedEventsResponse.parseFrom(list.toByteString())).isEqualTo(list);
    }
}
