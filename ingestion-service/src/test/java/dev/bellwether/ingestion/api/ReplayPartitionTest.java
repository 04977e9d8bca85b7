package dev.bellwether.ingestion.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.TopicTail;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class ReplayPartitionTest {

    private IngestionClient caller;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
    }

    @AfterEach
    void close() throws InterruptedException {
        caller.close();
    }

    private record Identity(String tenant, String account, String source, String id) {
        static Identity of(Event event) {
            return new Identity(event.getTenant(), event.getAccount(), event.getSource(), event.getEventId());
        }
    }

    /// The log's own order, each event at its first place.
    private static List<Entry> expected(List<ConsumerRecord<byte[], byte[]>> inbound) throws Exception {
        Set<Object> seen = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : inbound) {
            LogEntry entry = LogEntry.parseFrom(record.value());
            Object identity = switch (entry.getEntryCase()) {
                case EVENT -> Identity.of(entry.getEvent());
                case BACKFILL_FINISHED -> entry.getBackfillFinished();
                case DAY_CLOSED -> entry.getDayClosed();
                case ENTRY_NOT_SET -> throw new AssertionError("an empty entry");
            };
            if (seen.add(identity)) {
                entries.add(Entry.newBuilder().setLogOffset(record.offset()).setEntry(entry).build());
            }
        }
        return entries;
    }

    /// Without events of other tests: what one of them has erased is on the log only.
    private List<Entry> markersAndOwn(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !entry.getEntry().hasEvent() || entry.getEntry().getEvent().getTenant().equals(caller.tenant)).toList();
    }

    @Test
    void a_replay_is_the_log_in_its_order_with_markers_and_without_repeats() throws Exception {
        caller.beginBackfill("b1");
        for (int batch = 0; batch < 3; batch++) {
            RecordEventsRequest.Builder request = RecordEventsRequest.newBuilder().setBackfill("b1");
            for (int i = 0; i < 1_200; i++) {
                request.addEvents(caller.event("a1", "e" + (batch * 1_000 + i)).clearUser());
            }
            caller.service.recordEvents(request.build());
        }
        caller.finishBackfill("b1");
        caller.record(caller.event("a1", "last"));
        caller.timeline("a1", events -> events.getFirst().getEvent().getEventId().equals("last") || events.size() == 1_000);
        int partition = caller.partition("a1");
        List<Entry> expected = markersAndOwn(expected(TopicTail.all(Topics.INBOUND, partition)));

        List<Entry> replayed =
                Eventually.eventually(() -> caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(partition)),
                        entries -> markersAndOwn(entries).size() >= expected.size());

        assertThat(markersAndOwn(replayed)).isEqualTo(expected);
        assertThat(replayed).filteredOn(entry -> entry.getEntry().hasBackfillFinished()
                && entry.getEntry().getBackfillFinished().getTenant().equals(caller.tenant)).hasSize(1);

        Entry middle = replayed.get(replayed.size() / 2);
        assertThat(caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(partition).setFromOffset(middle.getLogOffset())))
                .isEqualTo(replayed.subList(replayed.size() / 2, replayed.size()));
        assertThat(caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(partition).setThroughOffset(middle.getLogOffset())))
                .isEqualTo(replayed.subList(0, replayed.size() / 2 + 1));
    }

    @Test
    void a_replay_of_one_account_has_its_facts_and_every_marker() {
        caller.record(caller.event("a1", "e1"));
        caller.beginBackfill("b1");
        caller.finishBackfill("b1");
        caller.record(caller.event("a1", "e2"), caller.event("other", "e1"));
        caller.timeline("a1", events -> events.size() == 2);
        int partition = caller.partition("a1");

        List<Entry> account = caller.replay(ReplayPartitionRequest.newBuilder()
                .setLogPartition(partition).setTenant(caller.tenant).setAccount("a1"));

        assertThat(account).filteredOn(entry -> !entry.getEntry().hasDayClosed() && mine(entry.getEntry()))
                .extracting(entry -> entry.getEntry().getEntryCase(), entry -> entry.getEntry().getEvent().getEventId())
                .containsExactly(
                        tuple(LogEntry.EntryCase.EVENT, "e1"),
                        tuple(LogEntry.EntryCase.BACKFILL_FINISHED, ""),
                        tuple(LogEntry.EntryCase.EVENT, "e2"));
        assertThat(account).filteredOn(entry -> entry.getEntry().hasEvent()).hasSize(2);
        assertThat(caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(partition).setTenant("absent")))
                .noneSatisfy(entry -> assertThat(entry.getEntry().hasEvent()).isTrue());
    }

    @Test
    void what_is_recorded_is_passed_on_byte_for_byte_with_its_place_on_the_log() {
        caller.record(caller.event("a1", "e1"), caller.event("a1", "e1"), caller.event("a1", "e2"));
        caller.timeline("a1", events -> events.size() == 2);
        int partition = caller.partition("a1");
        String key = caller.tenant + "/a1";

        List<ConsumerRecord<byte[], byte[]>> inbound = ofKey(TopicTail.all(Topics.INBOUND, partition), key);
        List<ConsumerRecord<byte[], byte[]>> events = ofKey(TopicTail.all(Topics.EVENTS, partition), key);

        assertThat(inbound).hasSize(3);
        assertThat(events).hasSize(2);
        assertThat(events.getFirst().value()).isEqualTo(inbound.getFirst().value());
        assertThat(events.getLast().value()).isEqualTo(inbound.getLast().value());
        assertThat(inboundOffset(events.getFirst())).isEqualTo(inbound.getFirst().offset());
        assertThat(inboundOffset(events.getLast())).isEqualTo(inbound.getLast().offset());
    }

    private boolean mine(LogEntry entry) {
        return entry.hasEvent() || entry.getBackfillFinished().getTenant().equals(caller.tenant);
    }

    private static long inboundOffset(ConsumerRecord<byte[], byte[]> record) {
        return ByteBuffer.wrap(record.headers().lastHeader("inbound-offset").value()).getLong();
    }

    private static List<ConsumerRecord<byte[], byte[]>> ofKey(List<ConsumerRecord<byte[], byte[]>> records, String key) {
        return records.stream().filter(record -> record.key() != null && key.equals(new String(record.key()))).toList();
    }
}
