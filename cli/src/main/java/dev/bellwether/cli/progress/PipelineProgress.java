package dev.bellwether.cli.progress;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.PartitionProgress;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How far the services are with what was sent, asked from the front to the back: an event on its way is either not yet
/// applied by a service or not yet published by the one before, so a round in which nobody is behind is the end. A message that waits for
/// its user's company to become known is on its way; what a stranger has done is not.
public final class PipelineProgress {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 200;
    /// The end of the log is read before the offsets of the round are compared, so one quiet round could be a stale one.
    private static final int QUIET_ROUNDS = 2;

    private final Connection connection;

    public PipelineProgress(Connection connection) {
        this.connection = connection;
    }

    /// Fails at once when a service does not answer.
    public static void requireRunning(Connection connection) {
        for (Service service : Service.values()) {
            once(connection, service);
        }
    }

    /// Waits for a service that is away, as while it starts again. Fails at once when none answers: then the platform is not up.
    public static void awaitRunning(Connection connection) {
        Optional<StatusRuntimeException> away = Optional.empty();
        int answering = 0;
        for (Service service : Service.values()) {
            try {
                once(connection, service);
                answering++;
            } catch (StatusRuntimeException failure) {
                away = Optional.of(failure);
            }
        }
        if (answering == 0) {
            throw away.orElseThrow();
        }
        new PipelineProgress(connection).now();
    }

    public List<StageProgress> now() {
        return Arrays.stream(Service.values()).map(this::of).toList();
    }

    public StageProgress of(Service service) {
        return RetryingCall.RESTART.call(() -> once(connection, service));
    }

    /// Without patience for a service that is away.
    public static StageProgress once(Connection connection, Service service) {
        return StageProgress.of(service, connection.operations(service).getProgress(GetProgressRequest.getDefaultInstance()));
    }

    /// Waits until nothing is behind.
    ///
    /// @param watch sees every round
    public void awaitSettled(Consumer<List<StageProgress>> watch) {
        Quiet quiet = new Quiet();
        await(this::now, round -> {
            watch.accept(round);
            return quiet.test(round);
        });
    }

    /// Waits until the journal holds everything that has been accepted.
    public void awaitRecorded() {
        await(() -> List.of(of(Service.INGESTION)), new Quiet());
    }

    /// Waits until the journal holds what the doors have taken so far. What comes meanwhile is not waited for, so that it ends on a
    /// platform on which somebody always sends.
    public void awaitTaken() {
        // What passes from one to the other is on the second before it is done with on the first.
        awaitPassed(Topics.CAPTURED);
        awaitPassed(Topics.INBOUND);
    }

    private void awaitPassed(String topic) {
        Map<Integer, Long> ends = of(Service.INGESTION).partitions().stream().filter(partition -> partition.getTopic().equals(topic))
                .collect(Collectors.toMap(PartitionProgress::getPartition, PartitionProgress::getEndOffset));
        await(() -> List.of(of(Service.INGESTION)),
                round -> round.getFirst().partitions().stream().filter(partition -> partition.getTopic().equals(topic))
                        .allMatch(partition -> partition.getNextOffset() >= ends.getOrDefault(partition.getPartition(), 0L)));
    }

    private static long applied(List<StageProgress> round) {
        return round.stream().mapToLong(StageProgress::applied).sum();
    }

    private static void await(Supplier<List<StageProgress>> ask, Predicate<List<StageProgress>> over) {
        long applied = -1;
        long moved = System.nanoTime();
        while (true) {
            List<StageProgress> round = ask.get();
            if (over.test(round)) {
                return;
            }
            long appliedNow = applied(round);
            if (appliedNow != applied || round.stream().anyMatch(StageProgress::inTime)) {
                applied = appliedNow;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new CommandException("Nothing has moved for " + PATIENCE.toMinutes() + " minutes. Behind are "
                        + round.stream().filter(standing -> standing.totalBehind() > 0).map(PipelineProgress::told)
                                .collect(Collectors.joining("; "))
                        + ". The logs in .bellwether/logs say more.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException failure) {
                Thread.currentThread().interrupt();
                throw new CommandException("Interrupted.", failure);
            }
        }
    }

    /// Nobody is behind, and nothing has moved since the round before.
    private static final class Quiet implements Predicate<List<StageProgress>> {

        private int rounds;
        private long applied = -1;

        @Override
        public boolean test(List<StageProgress> round) {
            long before = applied;
            applied = PipelineProgress.applied(round);
            boolean behind = round.stream().anyMatch(standing -> standing.totalBehind() > 0);
            rounds = behind || applied != before ? 0 : rounds + 1;
            return rounds >= QUIET_ROUNDS;
        }
    }

    private static String told(StageProgress standing) {
        return standing.service().module() + " by " + Stream.concat(
                standing.behind().entrySet().stream().map(entry -> Map.entry("entries of " + entry.getKey(), entry.getValue())),
                Stream.of(Map.entry("unpublished events", standing.unpublished()),
                        Map.entry("messages that wait for a company", standing.waiting())))
                .filter(entry -> entry.getValue() > 0).map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
