package dev.bellwether.ingestion.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import com.google.type.Date;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.NamedEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogRecordReaderTest {

    private static final Event EVENT =
            Event.newBuilder().setTenant("acme").setAccount("a1").setUser("ada").setEventId("e1").setSource("billing")
                    .setOccurredAt(Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(5))
                    .setFeatureUsed(FeatureUsed.newBuilder().setFeature("reports").setCount(3)).build();

    /// printf 'acme\\0a1\\0billing\\0e1' | sha256sum
    private static final UUID SHA256SUM_OF_THE_IDENTITY = UUID.fromString("3a2e68bb-5dc2-4f95-7af5-e08797d1aba4");

    private final LogRecordReader reader = new LogRecordReader();

    @Test
    void an_event_gives_what_the_journal_needs() throws Exception {
        byte[] value = LogEntry.newBuilder().setReceivedAt(Timestamp.newBuilder().setSeconds(1)).setBackfill("b").setEvent(EVENT).build()
                .toByteArray();

        long sha256OfTheEvent = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(EVENT.toByteArray())).getLong();
        assertThat(reader.read(7, value)).isEqualTo(new LogRecord.Fact(
                7, value, "acme", "a1", "billing", "b", SHA256SUM_OF_THE_IDENTITY, Instant.ofEpochSecond(1_700_000_000, 5),
                sha256OfTheEvent));
    }

    @Test
    void the_content_hash_is_the_event_s_alone() {
        byte[] first = LogEntry.newBuilder().setReceivedAt(Timestamp.newBuilder().setSeconds(1)).setEvent(EVENT).build().toByteArray();
        byte[] again = LogEntry.newBuilder().setReceivedAt(Timestamp.newBuilder().setSeconds(2)).setBackfill("b").setEvent(EVENT).build()
                .toByteArray();
        byte[] other = LogEntry.newBuilder().setEvent(EVENT.toBuilder().setUser("bob")).build().toByteArray();

        assertThat(contentHash(again)).isEqualTo(contentHash(first));
        assertThat(contentHash(other)).isNotEqualTo(contentHash(first));
    }

    private long contentHash(Value... properties) {
        Struct.Builder struct = Struct.newBuilder();
        for (int i = 0; i < properties.length; i++) {
            struct.putFields("p" + i, properties[i]);
        }
        return contentHash(LogEntry.newBuilder().setEvent(EVENT.toBuilder()
                .setNamedEvent(NamedEvent.newBuilder().setName("Exported").setProperties(struct))).build().toByteArray());
    }

    @Test
    void a_property_that_is_null_is_as_good_as_absent_and_minus_nought_is_nought() {
        Value one = Values.of(1);
        assertThat(contentHash(one, Values.ofNull())).isEqualTo(contentHash(one)).isNotEqualTo(contentHash(one, one));
        assertThat(contentHash(Values.of(Struct.newBuilder().putFields("x", Values.ofNull()).build())))
                .isEqualTo(contentHash(Values.of(Struct.getDefaultInstance())));
        assertThat(contentHash(Values.of(-0.0))).isEqualTo(contentHash(Values.of(0.0))).isNotEqualTo(contentHash(Values.of("0")));
        assertThat(contentHash(Values.of(List.of(one, Values.ofNull())))).isNotEqualTo(contentHash(Values.of(List.of(one))));
        assertThat(contentHash(Values.ofNull())).isEqualTo(contentHash()).isEqualTo(contentHash(LogEntry.newBuilder()
                .setEvent(EVENT.toBuilder().setNamedEvent(NamedEvent.newBuilder().setName("Exported"))).build().toByteArray()));
    }

    @Test
    void a_marker_is_known_by_what_it_says() {
        byte[] day = LogEntry.newBuilder()
                .setDayClosed(DayClosed.newBuilder().setDay(Date.newBuilder().setYear(2026).setMonth(3).setDay(1))).build().toByteArray();
        byte[] backfill = LogEntry.newBuilder().setBackfillFinished(BackfillFinished.newBuilder().setTenant("acme").setBackfill("b1"))
                .build().toByteArray();

        assertThat(reader.read(1, day)).isEqualTo(new LogRecord.Marker(1, day, "day/2026-03-01"));
        assertThat(reader.read(2, backfill)).isEqualTo(new LogRecord.Marker(2, backfill, "backfill/acme/b1"));
    }

    @Test
    void what_is_no_log_entry_is_undecodable() {
        assertUndecodable(new byte[0]);
        assertUndecodable(new byte[] {1, 2, 3});
        assertUndecodable(LogEntry.newBuilder().setEvent(EVENT.toBuilder().clearTenant()).build().toByteArray());
        byte[] whole = LogEntry.newBuilder().setEvent(EVENT).build().toByteArray();
        for (int length = 0; length < whole.length; length++) {
            assertUndecodable(java.util.Arrays.copyOf(whole, length));
        }
    }

    private void assertUndecodable(byte[] value) {
        assertThatThrownBy(() -> reader.read(9, value))
                .isInstanceOfSatisfying(UndecodableRecordException.class, undecodable -> assertThat(undecodable.offset()).isEqualTo(9));
    }

    private long contentHash(byte[] value) {
        return ((LogRecord.Fact) reader.read(1, value)).contentHash();
    }
}
