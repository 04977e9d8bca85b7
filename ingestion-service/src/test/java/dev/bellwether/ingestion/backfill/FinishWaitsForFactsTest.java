package dev.bellwether.ingestion.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.marker.Markers;
import dev.bellwether.ingestion.v1.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Facts of a backfill may be acknowledged and still on their way to `inbound`.
class FinishWaitsForFactsTest {

    private static final Instant LATE = Instant.parse("2026-03-10T23:59:30Z");

    private final IngestionDatabase stored = new IngestionDatabase();
    private final List<LogEntry> log = new ArrayList<>();
    private final FactsUnderWay never = (_, _) -> {
        throw new Refusal.Overloaded("still on their way", Duration.ofSeconds(1));
    };

    private Backfills backfills(FactsUnderWay facts, Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        return new Backfills(
                stored.database, new Markers(stored.database, log::add, clock, List.of(new BackfillMarkerWritten())), facts, clock);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void while_facts_are_on_their_way_the_marker_is_not_written_and_no_more_facts_are_taken() {
        Backfills waiting = backfills(never, LATE);
        waiting.begin("acme", "b1");

        assertThatThrownBy(() -> waiting.finish("acme", "b1")).isInstanceOf(Refusal.Overloaded.class);
        assertThat(log).isEmpty();
        assertThatThrownBy(() -> waiting.requireOpen("acme", "b1")).isInstanceOf(Refusal.FailedPrecondition.class);
        assertThat(waiting.find("acme", "b1").finishedAt()).contains(LATE);
    }

    @Test
    void the_next_finisher_completes_an_interrupted_finish_with_no_day_left_out() {
        Backfills gone = backfills(never, LATE);
        gone.begin("acme", "b1");
        assertThatThrownBy(() -> gone.finish("acme", "b1")).isInstanceOf(Refusal.Overloaded.class);

        // The day has ended, and may have been closed, in between.
        Backfills next = backfills((_, _) -> {}, LATE.plus(Duration.ofHours(1)));
        next.finishInterrupted();
        BackfillRun run = next.find("acme", "b1");
        assertThat(run.state()).isEqualTo(BackfillRun.State.FINISHED);
        assertThat(run.closeThrough()).contains(LocalDate.of(2026, 3, 10));
        assertThat(log).hasSize(1);

        next.finishInterrupted();
        assertThat(next.finish("acme", "b1")).isEqualTo(run);
        assertThat(log).hasSize(1);
    }
}
