package dev.bellwether.ingestion.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.LogProducer;
import dev.bellwether.chassis.log.Topics;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.Caller;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.Backfill;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@IngestionTest
class InterruptedFinishTest {

    @Inject
    Database database;

    @Inject
    LogProducer producer;

    /// The process dies when the marker is in the first five partitions.
    private final class Killed extends RuntimeException {}

    private void writeFiveAndDie(LogEntry marker) {
        for (int partition = 0; partition < 5; partition++) {
            producer.send(Topics.INBOUND, partition, null, marker.toByteArray());
        }
        producer.flush();
        throw new Killed();
    }

    @Test
    void finishing_again_completes_it_with_the_same_markers() throws Exception {
        try (Caller caller = new Caller()) {
            caller.beginBackfill("b1");
            // Two days ago, so that a marker made up anew would say another day.
            Instant then = Instant.now().minus(Duration.ofDays(2));
            Backfills dying = new Backfills(database, this::writeFiveAndDie, InstantSource.fixed(then));

            assertThatThrownBy(() -> dying.finish(caller.tenant, "b1")).isInstanceOf(Killed.class);
            assertThat(dying.find(caller.tenant, "b1").state()).isEqualTo(BackfillRun.State.FINISHING);
            assertThatThrownBy(() -> dying.requireOpen(caller.tenant, "b1")).isInstanceOf(Refusal.FailedPrecondition.class);

            assertThat(caller.finishBackfill("b1").getState()).isEqualTo(Backfill.State.FINISHED);

            Set<LogEntry> markers = new HashSet<>();
            for (int partition = 0; partition < 12; partition++) {
                int place = partition;
                markers.addAll(Caller.eventually(() -> markers(caller, place), found -> found.size() == 1));
            }
            assertThat(markers).hasSize(1);
        }
    }

    private static List<LogEntry> markers(Caller caller, int partition) {
        return caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(partition)).stream()
                .map(entry -> entry.getEntry())
                .filter(entry -> entry.getBackfillFinished().getTenant().equals(caller.tenant))
                .toList();
    }
}
