package dev.bellwether.local.demo;

import static dev.bellwether.local.demo.DemoWatch.Stage.CLOSING;
import static dev.bellwether.local.demo.DemoWatch.Stage.LIVE;
import static dev.bellwether.local.demo.DemoWatch.Stage.SENDING;
import static dev.bellwether.local.demo.DemoWatch.Stage.SETTLING;
import static dev.bellwether.local.demo.DemoWatch.Stage.SETTLING_LIVE;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.progress.StageProgress;
import dev.bellwether.cli.segments.SegmentSummary;
import dev.bellwether.cli.sending.Batcher;
import dev.bellwether.cli.sending.EventSender;
import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.features.v1.BackfillProgress;
import dev.bellwether.features.v1.GetBackfillProgressRequest;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.RejectedEvent;
import dev.bellwether.simulator.Simulation;
import dev.bellwether.simulator.SimulationSettings;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The demo on a platform that is up: an invented company's history as a backfill, then some of today, then where its
/// accounts stand and how well that agrees with what the simulator knows.
public final class Demo {

    private static final RetryingCall RESTART = new RetryingCall(Duration.ofMinutes(1));
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final int LIVE_BATCH = 50;

    private final Connection connection;
    private final SimulationSettings settings;
    private final Simulation simulation;
    private final DemoWatch watch;

    public Demo(Connection connection, SimulationSettings settings, DemoWatch watch) {
        this.connection = connection;
        this.settings = settings;
        this.simulation = Simulation.create(settings);
        this.watch = watch;
    }

    /// @param live     events of today
    /// @param livetime over which they are spread
    public DemoResult run(int live, Duration livetime) {
        ResumableBackfills backfills = new ResumableBackfills(connection, settings.tenant());
        String backfill = backfills.begin("demo").id();
        long history = sendHistory(backfill);
        backfills.finish(backfill);
        awaitClosings(backfills.name(backfill));
        settle(SETTLING);
        long today = sendLive(simulation.live(live), livetime);
        settle(SETTLING_LIVE);
        return new DemoResult(history, today, SegmentSummary.of(connection, settings.tenant()),
                OpenTasks.of(connection, settings.tenant()),
                SegmentAgreement.of(simulation.truth(), MembershipCensus.of(connection, settings.tenant())));
    }

    private long sendHistory(String backfill) {
        AtomicLong accepted = new AtomicLong();
        long expected = simulation.expectedHistoryEvents();
        try (EventSender<Void> sender = new EventSender<>(connection.ingestionStreams(), backfill, (_, batch, answer) -> {
            requireAccepted(answer);
            watch.at(SENDING, accepted.addAndGet(batch.size()), Math.max(expected, accepted.get()));
        })) {
            Batcher<Void> batcher = new Batcher<>((events, _) -> sender.send(events, null));
            for (Iterator<Event> events = simulation.history().iterator(); events.hasNext();) {
                batcher.add(events.next(), null);
            }
            batcher.flush();
            sender.finish();
        }
        watch.at(SENDING, accepted.get(), accepted.get());
        return accepted.get();
    }

    private void awaitClosings(String backfill) {
        BackfillProgress progress;
        do {
            LockSupport.parkNanos(PAUSE_NANOS);
            progress = RESTART.call(
                    () -> connection.features().getBackfillProgress(GetBackfillProgressRequest.newBuilder().setName(backfill).build()));
            watch.at(CLOSING, progress.getPartitionsClosed(), progress.getPartitions());
        } while (progress.getPartitionsClosed() < progress.getPartitions());
    }

    private void settle(DemoWatch.Stage stage) {
        AtomicLong most = new AtomicLong(1);
        new PipelineProgress(connection).awaitSettled(round -> {
            long behind = round.stream().mapToLong(StageProgress::totalBehind).sum();
            most.accumulateAndGet(behind, Math::max);
            watch.at(stage, most.get() - behind, most.get());
        });
    }

    private long sendLive(List<Event> events, Duration livetime) {
        AtomicLong accepted = new AtomicLong();
        long begin = System.nanoTime();
        try (EventSender<Void> sender = new EventSender<>(connection.ingestionStreams(), "", (_, batch, answer) -> {
            requireAccepted(answer);
            watch.at(LIVE, accepted.addAndGet(batch.size()), events.size());
        })) {
            for (int from = 0; from < events.size(); from += LIVE_BATCH) {
                long due = begin + livetime.toNanos() * from / events.size();
                for (long ahead = due - System.nanoTime(); ahead > 0; ahead = due - System.nanoTime()) {
                    LockSupport.parkNanos(ahead);
                }
                sender.send(events.subList(from, Math.min(events.size(), from + LIVE_BATCH)), null);
            }
            sender.finish();
        }
        return accepted.get();
    }

    private static void requireAccepted(RecordEventsResponse answer) {
        if (answer.getRejectedCount() > 0) {
            RejectedEvent rejected = answer.getRejected(0);
            throw new CommandException(
                    "The platform rejected an event of the simulator, which should not happen: " + rejected.getField() + ": "
                            + rejected.getMessage());
        }
    }
}
