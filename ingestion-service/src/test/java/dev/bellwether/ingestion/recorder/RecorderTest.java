package dev.bellwether.ingestion.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.journal.JournalPartitions;
import dev.bellwether.ingestion.journal.LogRecord;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.v1.AccountErased;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.SignIn;
import io.vertx.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The recorder alone, on a partition that the running service does not have.
@IngestionTest
class RecorderTest {

    private static final int PARTITION = 12;
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @Inject
    Database database;

    private final List<Long> published = new ArrayList<>();
    private Recorder recorder = restarted();

    /// As after a failure, or in another process.
    private Recorder restarted() {
        return new Recorder(PARTITION, new RecordedEvents() {
            @Override
            public void publish(int partition, byte[] key, LogRecord record, Optional<TraceParent> trace) {
                published.add(record.offset());
            }

            @Override
            public void flush() {}
        }, InstantSource.fixed(NOW), new Quarantine(1_000, 1_000));
    }

    private static final class Killed extends RuntimeException {}

    @BeforeEach
    void an_empty_partition() {
        JournalPartitions.create(database, PARTITION + 1);
        database.inTransaction(sql -> {
            // In the order in which the service's eraser takes them, which may be at work on what another test has left.
            sql.execute("DELETE FROM erased_account WHERE log_partition = " + PARTITION);
            sql.execute("TRUNCATE " + JournalPartitions.table(PARTITION));
            return sql.execute("DELETE FROM marker WHERE log_partition = " + PARTITION);
        });
    }

    @Test
    void killed_between_publishing_and_commit_it_publishes_again_and_records_once() {
        PartitionBatch batch = batch(event(0, "e1", "ada"), event(1, "e2", "ada"), day(2), event(3, "e3", "ada"));

        assertThatThrownBy(() -> database.inTransaction(sql -> {
            recorder.handle(batch, sql);
            throw new Killed();
        })).isInstanceOf(Killed.class);
        assertThat(journal()).isEmpty();

        handle(batch);
        assertThat(published).containsExactly(0L, 1L, 2L, 3L, 0L, 1L, 2L, 3L);
        assertThat(journal()).containsExactly(0L, 1L, 3L);
        assertThat(markers()).containsExactly(2L);
    }

    @Test
    void a_duplicate_is_neither_recorded_nor_published() {
        handle(batch(event(0, "e1", "ada"), event(1, "e1", "ada"), day(2)));
        handle(batch(event(3, "e1", "ada"), day(4), event(5, "e2", "ada")));

        assertThat(published).containsExactly(0L, 2L, 5L);
        assertThat(journal()).containsExactly(0L, 5L);
        assertThat(markers()).containsExactly(2L);
    }

    @Test
    void other_content_under_a_known_id_is_neither_recorded_nor_published() {
        handle(batch(event(0, "e1", "ada"), event(1, "e1", "bob"), event(2, "e2", "ada")));

        assertThat(published).containsExactly(0L, 2L);
        assertThat(journal()).containsExactly(0L, 2L);
    }

    @Test
    void bytes_that_are_no_log_entry_are_undecodable() {
        assertThatThrownBy(() -> handle(batch(event(0, "e1", "ada"), new ConsumerRecord<>("inbound", PARTITION, 1, null, new byte[] {1}))))
                .isInstanceOfSatisfying(UndecodableRecordException.class, undecodable -> assertThat(undecodable.offset()).isEqualTo(1));
        assertThat(journal()).isEmpty();
    }

    @Test
    void of_an_erased_account_nothing_is_recorded_not_even_its_end_and_what_comes_later_is_dropped() {
        handle(batch(event(0, "e1", "ada"), other(1)));
        handle(batch(event(2, "e2", "ada"), erased(3), event(4, "e3", "ada"), other(5)));
        assertThat(published).as("the end is passed on, what came with it is not").containsExactly(0L, 1L, 3L, 5L);
        assertThat(journal()).as("what was there before is deleted afterwards").containsExactly(0L, 1L, 5L);
        handle(batch(event(6, "e4", "ada"), erased(7), day(8)));
        recorder = restarted();
        handle(batch(event(9, "e1", "ada"), erased(10), other(11)));
        assertThat(published).containsExactly(0L, 1L, 3L, 5L, 8L, 11L);
        assertThat(journal()).containsExactly(0L, 1L, 5L, 11L);
    }

    @Test
    void killed_between_publishing_an_end_and_its_commit_it_publishes_it_again_and_erases_once() {
        handle(batch(event(0, "e1", "ada")));
        PartitionBatch batch = batch(event(1, "e2", "ada"), erased(2));
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            recorder.handle(batch, sql);
            throw new Killed();
        })).isInstanceOf(Killed.class);
        assertThat(journal()).containsExactly(0L);
        recorder = restarted();
        handle(batch);
        assertThat(published).containsExactly(0L, 2L, 2L);
        assertThat(journal()).containsExactly(0L);
    }

    @Test
    void only_an_end_is_handled_for_a_suspended_account() {
        assertThat(recorder.endsAccount(erased(0))).isTrue();
        assertThat(recorder.endsAccount(event(0, "e1", "ada"))).isFalse();
        assertThat(recorder.endsAccount(new ConsumerRecord<>("inbound", PARTITION, 1, null, new byte[] {1}))).isFalse();
    }

    private void handle(PartitionBatch batch) {
        database.inTransaction(sql -> recorder.handle(batch, sql));
    }

    private List<Long> journal() {
        return offsets("SELECT log_offset FROM " + JournalPartitions.table(PARTITION) + " ORDER BY log_offset");
    }

    private List<Long> markers() {
        return offsets("SELECT log_offset FROM marker WHERE log_partition = " + PARTITION + " ORDER BY log_offset");
    }

    private List<Long> offsets(String query) {
        List<Long> offsets = new ArrayList<>();
        for (Row row : database.withConnection(sql -> sql.execute(query))) {
            offsets.add(row.getLong(0));
        }
        return offsets;
    }

    @SafeVarargs
    private static PartitionBatch batch(ConsumerRecord<byte[], byte[]>... records) {
        return new PartitionBatch("inbound", PARTITION, List.of(records));
    }

    private static ConsumerRecord<byte[], byte[]> erased(long offset) {
        return record(offset, fact("a1", "end-" + offset, "").setAccountErased(AccountErased.getDefaultInstance()));
    }

    private static ConsumerRecord<byte[], byte[]> other(long offset) {
        return record(offset, fact("a2", "other-" + offset, "ada").setSignIn(SignIn.getDefaultInstance()));
    }

    private static ConsumerRecord<byte[], byte[]> event(long offset, String id, String user) {
        return record(offset, fact("a1", id, user).setSignIn(SignIn.getDefaultInstance()));
    }

    private static Event.Builder fact(String account, String id, String user) {
        return Event.newBuilder().setTenant("acme").setAccount(account).setUser(user).setEventId(id).setOccurredAt(Dates.timestamp(NOW));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Event.Builder event) {
        LogEntry entry = LogEntry.newBuilder().setReceivedAt(Dates.timestamp(NOW.plusSeconds(offset))).setEvent(event).build();
        return new ConsumerRecord<>("inbound", PARTITION, offset, ("acme/" + event.getAccount()).getBytes(), entry.toByteArray());
    }

    private static ConsumerRecord<byte[], byte[]> day(long offset) {
        LogEntry entry = LogEntry.newBuilder().setReceivedAt(Dates.timestamp(NOW.plusSeconds(offset)))
                .setDayClosed(DayClosed.newBuilder().setDay(Dates.date(LocalDate.of(2026, 3, 9)))).build();
        return new ConsumerRecord<>("inbound", PARTITION, offset, null, entry.toByteArray());
    }
}
