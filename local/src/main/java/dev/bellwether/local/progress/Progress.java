package dev.bellwether.local.progress;

import dev.bellwether.local.cli.Complaint;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.platform.Service;
import dev.bellwether.local.sending.Patience;
import dev.bellwether.operations.v1.GetProgressRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// How far the services are with what was sent, asked from the front to the back: an event on its way is either not yet
/// applied by a service or not yet published by the one before, so a round in which nobody is behind is the end.
public final class Progress {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Patience RESTART = new Patience(Duration.ofMinutes(1));
    private static final long PAUSE_MILLIS = 200;
    /// The end of the log is read before the offsets of the round are compared, so one quiet round could be a stale one.
    private static final int QUIET_ROUNDS = 2;

    private final Connection connection;

    public Progress(Connection connection) {
        this.connection = connection;
    }

    /// Fails at once when a service does not answer.
    public static void requireRunning(Connection connection) {
        for (Service service : Service.values()) {
            once(connection, service);
        }
    }

    public List<Standing> now() {
        return Arrays.stream(Service.values()).map(this::of).toList();
    }

    public Standing of(Service service) {
        return RESTART.call(() -> once(connection, service));
    }

    /// Without patience for a service that is away.
    public static Standing once(Connection connection, Service service) {
        return Standing.of(service, connection.operations(service).getProgress(GetProgressRequest.getDefaultInstance()));
    }

    /// Waits until nothing is behind.
    ///
    /// @param watch sees every round
    public void awaitSettled(Consumer<List<Standing>> watch) {
        await(this::now, watch);
    }

    /// Waits until the journal holds everything that has been accepted.
    public void awaitRecorded() {
        await(() -> List.of(of(Service.INGESTION)), _ -> { });
    }

    private static void await(Supplier<List<Standing>> ask, Consumer<List<Standing>> watch) {
        int quiet = 0;
        long applied = -1;
        long moved = System.nanoTime();
        while (true) {
            List<Standing> round = ask.get();
            watch.accept(round);
            long appliedNow = round.stream().mapToLong(Standing::applied).sum();
            boolean behind = round.stream().anyMatch(standing -> standing.totalBehind() > 0);
            quiet = behind || appliedNow != applied ? 0 : quiet + 1;
            if (quiet >= QUIET_ROUNDS) {
                return;
            }
            if (appliedNow != applied) {
                applied = appliedNow;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new Complaint("Nothing has moved for " + PATIENCE.toMinutes() + " minutes. Behind are "
                        + round.stream().filter(standing -> standing.totalBehind() > 0).map(Progress::told).collect(Collectors.joining("; "))
                        + ". The logs in .bellwether/logs say more.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException failure) {
                Thread.currentThread().interrupt();
                throw new Complaint("Interrupted.", failure);
            }
        }
    }

    private static String told(Standing standing) {
        return standing.service().module() + " by " + standing.behind().entrySet().stream().filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " entries of " + entry.getKey()).collect(Collectors.joining(", "))
                + (standing.unpublished() > 0 ? standing.unpublished() + " unpublished events" : "");
    }
}
