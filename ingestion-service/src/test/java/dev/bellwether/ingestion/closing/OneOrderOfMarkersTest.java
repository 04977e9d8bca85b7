package dev.bellwether.ingestion.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.SqlFailure;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.MortalLog;
import dev.bellwether.ingestion.TopicTail;
import dev.bellwether.ingestion.backfill.BackfillMarkerWritten;
import dev.bellwether.ingestion.backfill.BackfillRun;
import dev.bellwether.ingestion.backfill.Backfills;
import dev.bellwether.ingestion.journal.MarkerIdentity;
import dev.bellwether.ingestion.marker.MarkerLog;
import dev.bellwether.ingestion.marker.MarkerOrder;
import dev.bellwether.ingestion.marker.Markers;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several replicas on a database of their own, and the real log. Each test has years of its own, far in the future.
@IngestionTest
class OneOrderOfMarkersTest {

    private static final int PARTITIONS = 12;
    private static final int MOST_ATTEMPTS = 100;

    @Inject
    LogProducer producer;

    @Inject
    MarkerLog log;

    private final IngestionDatabase own = new IngestionDatabase();
    private final Database database = own.database;
    private ExecutorService threads;

    /// One process of the service.
    private record Replica(Backfills backfills, Closer closer, Markers markers) {}

    private Replica replica(LocalDate today, MarkerLog log) {
        InstantSource clock = InstantSource.fixed(Dates.startOf(today).plus(Duration.ofHours(12)));
        Markers markers = new Markers(database, log, clock, List.of(new BackfillMarkerWritten()));
        return new Replica(new Backfills(database, markers, (_, _) -> {}, clock),
                new Closer(database, markers, clock, Duration.ofMinutes(10), Duration.ofSeconds(20)), markers);
    }

    @BeforeEach
    void open() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        own.close();
    }

    @Test
    void finishes_and_closings_at_the_same_time_stand_in_one_order_in_every_partition_whatever_dies() throws Exception {
        LocalDate firstDay = LocalDate.of(2200, 1, 1);
        closedThrough(firstDay.minusDays(1));
        List<Replica> replicas = IntStream.range(0, 3)
                .mapToObj(number -> replica(firstDay.plusDays(3), new MortalLog(producer, 6, number)))
                .toList();
        List<String> tenants = IntStream.range(0, 6).mapToObj(number -> "in-one-order-" + number).toList();
        tenants.forEach(tenant -> replicas.getFirst().backfills().begin(tenant, "b1"));

        List<Future<?>> all = new ArrayList<>();
        for (Replica replica : replicas) {
            all.add(threads.submit(() -> surviving(replica.closer()::close)));
            for (String tenant : tenants) {
                all.add(threads.submit(() -> {
                    BackfillRun finished = surviving(() -> replica.backfills().finish(tenant, "b1"));
                    assertThat(finished.state()).isEqualTo(BackfillRun.State.FINISHED);
                }));
            }
        }
        for (Future<?> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }

        List<String> expected = new ArrayList<>(List.of("day/2200-01-01", "day/2200-01-02", "day/2200-01-03"));
        tenants.forEach(tenant -> expected.add("backfill/" + tenant + "/b1"));
        List<String> order = markers(0, expected).stream().distinct().toList();
        assertThat(order).containsExactlyInAnyOrderElementsOf(expected).containsSubsequence(expected.subList(0, 3));
        long written = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<String> markers = markers(partition, expected);
            assertThat(markers.stream().distinct().toList()).as("partition %d", partition).isEqualTo(order);
            written += markers.size();
        }
        assertThat(written).as("with what was written before each death").isGreaterThan(PARTITIONS * expected.size());
    }

    @Test
    void what_a_finish_left_half_written_when_it_died_is_completed_before_the_next_day_is_closed() throws Exception {
        LocalDate day = LocalDate.of(2201, 1, 1);
        closedThrough(day.minusDays(1));
        Replica dying = replica(day.plusDays(1), new MortalLog(producer, 1, 1));
        dying.backfills().begin("half-written", "b1");
        assertThatThrownBy(() -> dying.backfills().finish("half-written", "b1")).isInstanceOf(MortalLog.Killed.class);
        assertThat(dying.backfills().find("half-written", "b1").state()).isEqualTo(BackfillRun.State.FINISHING);

        Replica next = replica(day.plusDays(1), log);
        next.closer().close();

        assertThat(next.backfills().find("half-written", "b1").state()).isEqualTo(BackfillRun.State.FINISHED);
        List<String> order = List.of("backfill/half-written/b1", "day/2201-01-01");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(markers(partition, order).stream().distinct().toList()).isEqualTo(order);
        }
    }

    @Test
    void a_writer_that_lost_its_lock_and_wakes_up_after_others_have_written_adds_repeats_only() throws Exception {
        LocalDate first = LocalDate.of(2202, 1, 1);
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        Replica zombie = replica(first.plusDays(1), marker -> {
            taken.countDown();
            await(awake);
            log.write(marker);
        });
        append(first);
        Future<?> asleep = threads.submit(zombie.markers()::writeAll);
        await(taken);
        database.withConnection(sql -> sql.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_locks
                WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""));

        append(first.plusDays(1));
        replica(first.plusDays(2), log).markers().writeAll();
        awake.countDown();

        assertThatThrownBy(() -> asleep.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SqlFailure.class);
        List<String> order = List.of("day/2202-01-01", "day/2202-01-02");
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(markers(partition, order)).containsExactly("day/2202-01-01", "day/2202-01-02", "day/2202-01-01");
        }
    }

    @Test
    void no_marker_gets_a_place_while_another_that_got_one_can_not_be_seen_yet() throws Exception {
        LocalDate first = LocalDate.of(2203, 1, 1);
        CountDownLatch placed = new CountDownLatch(1);
        CountDownLatch commits = new CountDownLatch(1);
        Future<?> slow = threads.submit(() -> database.inTransaction(sql -> {
            MarkerOrder.append(sql, day(first));
            placed.countDown();
            await(commits);
            return null;
        }));
        await(placed);
        Future<?> quick = threads.submit(() -> append(first.plusDays(1)));

        Eventually.eventually(this::waiting, waiting -> waiting == 1);
        List<LocalDate> written = new ArrayList<>();
        Replica writer = replica(first.plusDays(2), marker -> written.add(Dates.day(marker.getDayClosed().getDay())));
        writer.markers().writeAll();
        assertThat(written).isEmpty();

        commits.countDown();
        slow.get(60, TimeUnit.SECONDS);
        quick.get(60, TimeUnit.SECONDS);
        writer.markers().writeAll();
        assertThat(written).containsExactly(first, first.plusDays(1));
    }

    private static <T> T surviving(Supplier<T> work) {
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return work.get();
            } catch (MortalLog.Killed _) {
                // Restarted, it does what it was about to do.
            }
        }
        return work.get();
    }

    private void closedThrough(LocalDate day) {
        database.withConnection(sql -> sql.update("INSERT INTO closing (closed_through) VALUES ($1)", Tuple.of(day)));
    }

    private void append(LocalDate day) {
        database.inTransaction(sql -> {
            MarkerOrder.append(sql, day(day));
            return null;
        });
    }

    private static LogEntry day(LocalDate day) {
        return LogEntry.newBuilder().setDayClosed(DayClosed.newBuilder().setDay(Dates.date(day))).build();
    }

    /// Transactions that wait to append.
    private long waiting() {
        return database.withConnection(sql -> sql.execute(
                """
                        SELECT count(*) FROM pg_locks
                        WHERE locktype = 'advisory' AND NOT granted
                          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""")
                .iterator()
                .next()
                .getLong(0));
    }

    /// Of those named, what stands in the partition, in its order, repeats included.
    private static List<String> markers(int partition, List<String> of) throws InvalidProtocolBufferException {
        List<String> markers = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : TopicTail.all(Topics.INBOUND, partition)) {
            LogEntry entry = LogEntry.parseFrom(record.value());
            if (!entry.hasEvent() && of.contains(MarkerIdentity.of(entry))) {
                markers.add(MarkerIdentity.of(entry));
            }
        }
        return markers;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
