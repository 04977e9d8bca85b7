package dev.bellwether.chassis.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against what protobuf's objects take on a 64-bit JVM with compressed pointers, by hand: an object's header has 12 bytes, an array's 16, a
/// reference and an int 4, and all ends at a multiple of 8.
class ParsedSizeTest {

    private static long size(RecordEventsRequest request) {
        return size(request.toByteArray(), Long.MAX_VALUE);
    }

    private static long size(byte[] request, long most) {
        return ParsedSize.of(RecordEventsRequest.getDescriptor(), request, 0, request.length, most);
    }

    /// Of two bytes on the wire: an object with a place for each of an event's fields, and a reference to it.
    @Test
    void an_empty_event_takes_more_than_a_hundred_bytes() {
        RecordEventsRequest request =
                RecordEventsRequest.newBuilder().addAllEvents(Collections.nCopies(1_000, Event.getDefaultInstance())).build();
        assertThat(request.getSerializedSize()).isEqualTo(2_000);
        assertThat(size(request)).isBetween(100_000L, 400_000L);
    }

    /// 40 bytes each, and 4 in the list.
    @Test
    void values_count_however_deep_they_are() {
        Struct properties = Struct.newBuilder().putFields("list", Value.newBuilder().setListValue(
                ListValue.newBuilder().addAllValues(Collections.nCopies(1_000, Value.getDefaultInstance()))).build()).build();
        RecordEventsRequest request = RecordEventsRequest.newBuilder()
                .addEvents(Event.newBuilder().setNamedEvent(NamedEvent.newBuilder().setProperties(properties))).build();
        assertThat(size(request)).isBetween(44_000L, 150_000L);
    }

    /// As bytes and as text: 24 + 16 + 1,000 and 24 + 16 + 1,000.
    @Test
    void a_text_takes_twice_its_length() {
        RecordEventsRequest request = RecordEventsRequest.newBuilder().setBatchId("x".repeat(1_000)).build();
        assertThat(size(request)).isBetween(2_080L, 2_500L);
    }

    /// A list for each number, in a tree, and a Long for each value: 24 at least.
    @Test
    void what_is_not_known_counts() {
        UnknownFieldSet.Builder unknown = UnknownFieldSet.newBuilder();
        IntStream.range(0, 1_000).forEach(i -> unknown.addField(1_000 + i, UnknownFieldSet.Field.newBuilder().addVarint(0)
                .addLengthDelimited(ByteString.copyFrom(new byte[100])).addGroup(UnknownFieldSet.newBuilder()
                        .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build())
                .build()));
        assertThat(size(RecordEventsRequest.newBuilder().setUnknownFields(unknown.build()).build())).isBetween(500_000L, 1_200_000L);
    }

    @Test
    void the_count_ends_where_there_is_no_room_and_with_what_cannot_be_parsed() {
        byte[] events = new byte[1 << 20];
        for (int at = 0; at < events.length; at += 2) {
            events[at] = 0x12;
        }
        assertThat(size(events, 10_000)).isBetween(10_000L, 10_400L);
        for (byte[] broken : new byte[][] {{0x12, 0x7F}, {0x12}, {0x07}, {0x00, 0x00}, {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
            {0x12, -1, -1, -1, -1, 0x0F}}) {
            assertThat(size(broken, 10_000)).isLessThan(1_000);
        }
    }
}
