package dev.bellwether.ingestion.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.marker.MarkerLog;
import dev.bellwether.ingestion.marker.Markers;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloserTest {

    private static final LocalDate DAY = LocalDate.of(2100, 3, 1);

    private final IngestionDatabase own = new IngestionDatabase();
    private final List<LocalDate> written = new CopyOnWriteArrayList<>();

    private void write(LogEntry marker) {
        written.add(Dates.day(marker.getDayClosed().getDay()));
    }

    /// Of a replica of its own.
    private Closer closer(String now, MarkerLog log) {
        InstantSource clock = InstantSource.fixed(Instant.parse(now));
        return new Closer(own.database, new Markers(own.database, log, clock, List.of()), clock,
                Duration.ofMinutes(10), Duration.ofSeconds(20));
    }

    @BeforeEach
    void closed_through_the_day_before() {
        own.database.withConnection(sql -> sql.update("INSERT INTO closing (closed_through) VALUES ($1)", Tuple.of(DAY.minusDays(1))));
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void a_day_is_closed_once_when_its_grace_is_over() {
        assertThat(closer("2100-03-02T00:09:30Z", this::write).close()).isEqualTo(Duration.ofSeconds(20));
        assertThat(closer("2100-03-02T00:09:45Z", this::write).close()).isEqualTo(Duration.ofSeconds(15));
        assertThat(written).isEmpty();

        closer("2100-03-02T00:10:00Z", this::write).close();
        closer("2100-03-02T00:10:00Z", this::write).close();
        assertThat(written).containsExactly(DAY);
    }

    @Test
    void days_on_which_nothing_ran_are_closed_in_order() {
        closer("2100-03-04T12:00:00Z", this::write).close();
        assertThat(written).containsExactly(DAY, DAY.plusDays(1), DAY.plusDays(2));
    }

    @Test
    void a_day_whose_markers_could_not_all_be_written_is_closed_again() {
        Closer failing = closer("2100-03-03T12:00:00Z", marker -> {
            write(marker);
            throw new IllegalStateException("the log is away");
        });
        assertThatThrownBy(failing::close).hasMessageContaining("the log is away");
        closer("2100-03-03T12:00:00Z", this::write).close();
        assertThat(written).containsExactly(DAY, DAY, DAY.plusDays(1));
    }

    @Test
    void two_replicas_close_a_day_once() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> replicas = List.of(
                    threads.submit(() -> closer("2100-03-11T12:00:00Z", this::write).close()),
                    threads.submit(() -> closer("2100-03-11T12:00:00Z", this::write).close()));
            for (Future<?> replica : replicas) {
                replica.get();
            }
        }
        closer("2100-03-11T12:00:00Z", this::write).close();
        assertThat(written).containsExactlyElementsOf(DAY.datesUntil(LocalDate.of(2100, 3, 11)).toList());
    }
}
