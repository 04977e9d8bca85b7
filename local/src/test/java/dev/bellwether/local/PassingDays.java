package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.chassis.time.MovedClock;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.operations.v1.PartitionProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Lets days pass on a test platform, as quickly as their closings are through.
final class PassingDays {

    /// After midnight: before the day is closed, which is ten minutes after it, and when it is due.
    private static final Duration BEFORE_CLOSING = Duration.ofMinutes(2);
    private static final Duration AFTER_CLOSING = Duration.ofMinutes(11);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int BATCH = 1_000;

    private final Connection connection;
    private final MovedClock clock;

    /// @param clock the platform's
    PassingDays(Connection connection, MovedClock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /// What a platform is started with whose clock can be moved by the file, and that notices it soon.
    static String[] options(Path clock) {
        return new String[] {"-Dbellwether.clock.offset-file=" + clock, "-Dbellwether.closing.longest-pause=PT0.1S",
            "-Dbellwether.expiry.interval=PT0.2S"};
    }

    /// The clock of platforms that are started with this file.
    static MovedClock clock(Path file, Duration offset) {
        return MovedClock.leading(() -> InstantSource.system().instant().plus(offset), file);
    }

    /// Everything that happens on a day, then the night in which it is closed.
    void pass(LocalDate day, Function<LocalDate, List<Event>> events) {
        Instant midnight = Dates.startOf(day.plusDays(1));
        clock.moveTo(midnight.plus(BEFORE_CLOSING));
        send(events.apply(day));
        // So that what is in the log behind it is of the closing.
        new PipelineProgress(connection).awaitTaken();
        long ends = ends();
        clock.moveTo(midnight.plus(AFTER_CLOSING));
        // One marker in each partition.
        long marked = ends + partitions().count();
        Eventually.eventually(PATIENCE, this::ends, end -> end >= marked);
        new PipelineProgress(connection).awaitSettled(_ -> {});
    }

    Instant now() {
        return clock.instant();
    }

    private void send(List<Event> events) {
        for (int from = 0; from < events.size(); from += BATCH) {
            assertThat(connection.ingestion().recordEvents(RecordEventsRequest.newBuilder()
                    .addAllEvents(events.subList(from, Math.min(events.size(), from + BATCH))).build()).getRejectedList()).isEmpty();
        }
    }

    private long ends() {
        return partitions().mapToLong(PartitionProgress::getEndOffset).sum();
    }

    private Stream<PartitionProgress> partitions() {
        return new PipelineProgress(connection).of(Service.INGESTION).partitions().stream()
                .filter(partition -> partition.getTopic().equals(Topics.INBOUND));
    }
}
