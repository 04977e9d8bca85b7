package dev.bellwether.ingestion.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.MortalLog;
import dev.bellwether.ingestion.marker.MarkerLog;
import dev.bellwether.ingestion.marker.Markers;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On a database of its own, so that the running service does not complete what the test leaves half done. It records what
/// comes into the log all the same.
@IngestionTest
class InterruptedFinishTest {

    @Inject
    LogProducer producer;

    @Inject
    MarkerLog log;

    private final IngestionDatabase own = new IngestionDatabase();

    private Backfills backfills(MarkerLog log, Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        return new Backfills(own.database, new Markers(own.database, log, clock, List.of(new BackfillMarkerWritten())), (_, _) -> {},
                clock);
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void finishing_again_completes_it_with_the_same_marker_which_is_recorded_once() throws Exception {
        try (IngestionClient caller = new IngestionClient()) {
            Instant now = Instant.now();
            // Two days ago, so that a marker that is built a second time would hold another day.
            Backfills dying = backfills(new MortalLog(producer, 1, 1), now.minus(Duration.ofDays(2)));
            dying.begin(caller.tenant, "b1");
            assertThatThrownBy(() -> dying.finish(caller.tenant, "b1")).isInstanceOf(MortalLog.Killed.class);

            Backfills next = backfills(log, now);
            assertThat(next.find(caller.tenant, "b1").state()).isEqualTo(BackfillRun.State.FINISHING);
            assertThatThrownBy(() -> next.requireOpen(caller.tenant, "b1")).isInstanceOf(Refusal.FailedPrecondition.class);
            assertThatThrownBy(() -> next.begin(caller.tenant, "b2")).isInstanceOf(Refusal.FailedPrecondition.class)
                    .hasMessageContaining("b1");

            BackfillRun finished = next.finish(caller.tenant, "b1");
            assertThat(finished.state()).isEqualTo(BackfillRun.State.FINISHED);
            assertThat(next.finish(caller.tenant, "b1")).isEqualTo(finished);
            assertThat(next.begin(caller.tenant, "b2").state()).isEqualTo(BackfillRun.State.OPEN);

            Set<LogEntry> markers = new HashSet<>();
            for (int partition = 0; partition < 12; partition++) {
                int place = partition;
                assertThat(Eventually.eventually(() -> markers(caller, place), found -> !found.isEmpty())).hasSize(1);
                markers.addAll(markers(caller, place));
            }
            assertThat(markers).hasSize(1);
        }
    }

    private static List<LogEntry> markers(IngestionClient caller, int partition) {
        return caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(partition)).stream()
                .map(entry -> entry.getEntry())
                .filter(entry -> entry.getBackfillFinished().getTenant().equals(caller.tenant))
                .toList();
    }
}
