package dev.bellwether.ingestion.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.recovery.TopicResetPolicy;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.identity.CapturedTopicReset;
import dev.bellwether.ingestion.journal.JournalPartitions;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the database says of a log that is gone.
class InboundTopicResetTest {

    private static final int PARTITIONS = 2;
    private static final Instant LAST_RECORDED = Instant.parse("2026-03-10T12:00:00Z");

    private final IngestionDatabase ingestion = new IngestionDatabase();
    private final Database database = ingestion.database;

    @BeforeEach
    void tables() {
        JournalPartitions.create(database, PARTITIONS);
    }

    @AfterEach
    void close() {
        ingestion.close();
    }

    @Test
    void inbound_resumes_behind_every_offset_that_its_readers_may_have_applied() {
        stands(Topics.INBOUND, 0, 100);
        stands(Topics.INBOUND, 1, 0);
        TopicResetPolicy inbound = new InboundTopicReset(PARTITIONS);
        assertThat(database.withConnection(inbound::firstOffsets)).containsExactlyInAnyOrderEntriesOf(Map.of(0, 4_100L, 1, 0L));
        note(inbound);
        assertThat(next(Topics.INBOUND)).containsExactly("0 4100", "1 0");
    }

    @Test
    void a_marker_that_a_partition_has_not_recorded_is_written_again_in_its_place() {
        written("day 1");
        written("day 2");
        written("day 3");
        recorded(0, "day 1", "day 2", "day 3");
        recorded(1, "day 1");
        note(new InboundTopicReset(PARTITIONS));
        assertThat(texts("SELECT identity FROM marker_order WHERE written_at IS NULL ORDER BY sequence")).containsExactly("day 2", "day 3");
    }

    @Test
    void captured_resumes_behind_all_resolutions_which_are_deleted() {
        stands(Topics.CAPTURED, 0, 10);
        stands(Topics.CAPTURED, 1, 20);
        database.withConnection(sql -> sql.execute(
                "INSERT INTO resolution VALUES (0, 15, '{12, 15}', '{globex, initech}', '{bo, ana}', '{false, false}')"));
        TopicResetPolicy captured = new CapturedTopicReset();
        assertThat(database.withConnection(captured::firstOffsets)).containsExactlyInAnyOrderEntriesOf(Map.of(0, 16L, 1, 20L));
        note(captured);
        assertThat(next(Topics.CAPTURED)).containsExactly("0 16", "1 20");
        assertThat(texts("SELECT log_partition::text FROM resolution")).isEmpty();
    }

    @Test
    void what_was_seen_and_may_not_have_been_recorded_is_no_repeat_when_it_is_sent_again() {
        stands(Topics.INBOUND, 0, 100);
        stands(Topics.INBOUND, 1, 100);
        journaled(0, 98, LAST_RECORDED.minusSeconds(40_000));
        journaled(1, 97, LAST_RECORDED.minusSeconds(5));
        journaled(1, 99, LAST_RECORDED);
        seen("00000000-0000-0000-0000-000000000001", LAST_RECORDED.minusSeconds(3_601));
        seen("00000000-0000-0000-0000-000000000002", LAST_RECORDED.minusSeconds(3_599));
        seen("00000000-0000-0000-0000-000000000003", LAST_RECORDED.plusSeconds(60));
        note(new InboundTopicReset(PARTITIONS));
        assertThat(texts("SELECT identity::text FROM captured_message")).containsExactly("00000000-0000-0000-0000-000000000001");
    }

    private void note(TopicResetPolicy resetPolicy) {
        database.inTransaction(sql -> {
            resetPolicy.note(sql);
            return null;
        });
    }

    private void stands(String topic, int partition, long next) {
        database.withConnection(sql -> sql.update("INSERT INTO log_offset VALUES ($1, $2, $3)", Tuple.of(topic, partition, next)));
    }

    private List<String> next(String topic) {
        return texts("SELECT partition || ' ' || next FROM log_offset WHERE topic = '" + topic + "' ORDER BY partition");
    }

    private void written(String marker) {
        database.withConnection(sql -> sql.update(
                "INSERT INTO marker_order (identity, payload, written_at) VALUES ($1, '', now())", Tuple.of(marker)));
    }

    private void recorded(int partition, String... markers) {
        for (int i = 0; i < markers.length; i++) {
            long offset = i;
            String marker = markers[i];
            database.withConnection(sql -> sql.update("INSERT INTO marker VALUES ($1, $2, $3, '')", Tuple.of(partition, offset, marker)));
        }
    }

    private void journaled(int partition, long offset, Instant received) {
        byte[] entry = LogEntry.newBuilder().setReceivedAt(Dates.timestamp(received)).build().toByteArray();
        database.withConnection(sql -> sql.update(
                "INSERT INTO journal VALUES ($1, 'acme', 'a', gen_random_uuid(), $2, now(), 0, $3)",
                Tuple.of(partition, offset, Buffer.buffer(entry))));
    }

    private void seen(String identity, Instant at) {
        database.withConnection(sql -> sql.update(
                "INSERT INTO captured_message VALUES ($1::text::uuid, 0, $2)", Tuple.of(identity, at.atOffset(ZoneOffset.UTC))));
    }

    private List<String> texts(String query) {
        return database.withConnection(sql -> {
            List<String> texts = new ArrayList<>();
            sql.execute(query).forEach(row -> texts.add(row.getString(0)));
            return texts;
        });
    }
}
