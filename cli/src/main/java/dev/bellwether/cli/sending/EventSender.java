package dev.bellwether.cli.sending;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.IngestionGrpc.IngestionStub;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sends batches of events over `StreamEvents`, several under way at once. When the stream breaks because the service is
/// away or overloaded, it is opened again, and what was not acknowledged is sent again: the journal drops repeats.
///
/// For one thread. [#close] without [#finish] gives up what is under way.
public final class EventSender<T> implements AutoCloseable {

    private static final int UNDER_WAY = 12;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final int UNTOLD_FAILURES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Batch<T>(RecordEventsRequest request, T attachment) {}

    private final IngestionStub ingestion;
    private final String backfill;
    private final boolean validateOnly;
    private final BatchAnswerHandler<T> answers;
    private final List<Batch<T>> unanswered = new ArrayList<>();

    private Stream stream;
    private int sentOnStream;
    private Status failure = Status.OK;
    private int failures;
    private long lastAnswer;
    private boolean told;

    /// @param backfill that the events are sent under; empty for what happens now
    public EventSender(IngestionStub ingestion, String backfill, BatchAnswerHandler<T> answers) {
        this(ingestion, backfill, false, answers);
    }

    /// @param validateOnly whether nothing is to be recorded: the answers say what would be
    public EventSender(IngestionStub ingestion, String backfill, boolean validateOnly, BatchAnswerHandler<T> answers) {
        this.validateOnly = validateOnly;
        this.ingestion = ingestion;
        this.backfill = backfill;
        this.answers = answers;
    }

    /// Waits while too much is under way.
    public synchronized void send(List<Event> events, T attachment) {
        if (unanswered.isEmpty()) {
            lastAnswer = System.nanoTime();
        }
        unanswered.add(new Batch<>(RecordEventsRequest.newBuilder().addAllEvents(events).setBackfill(backfill)
                .setValidateOnly(validateOnly).build(), attachment));
        push();
        while (unanswered.size() >= UNDER_WAY) {
            await();
        }
    }

    /// Waits until everything is acknowledged.
    public synchronized void finish() {
        while (!unanswered.isEmpty()) {
            await();
        }
        close();
    }

    @Override
    public synchronized void close() {
        if (stream != null) {
            stream.requests.onCompleted();
            stream = null;
        }
    }

    private void push() {
        if (stream == null) {
            stream = new Stream();
            sentOnStream = 0;
            stream.requests = ingestion.streamEvents(stream);
        }
        while (stream != null && sentOnStream < unanswered.size()) {
            stream.requests.onNext(unanswered.get(sentOnStream++).request());
        }
    }

    private void await() {
        try {
            if (stream != null) {
                wait(LONGEST_PAUSE.toMillis());
            }
            if (System.nanoTime() - lastAnswer > PATIENCE.toNanos()) {
                throw (failure.isOk() ? Status.DEADLINE_EXCEEDED.withDescription("Nothing was acknowledged for "
                        + PATIENCE.toMinutes() + " minutes.") : failure).asRuntimeException();
            }
            if (stream == null) {
                if (!TransientErrors.is(failure)) {
                    throw failure.asRuntimeException();
                }
                tell();
                wait(Math.min(LONGEST_PAUSE.toMillis(), SHORTEST_PAUSE.toMillis() << Math.min(10, failures)));
                push();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withDescription("Interrupted.").asRuntimeException();
        }
    }

    /// Once for each time that it lasts.
    private void tell() {
        if (!told && failures > UNTOLD_FAILURES) {
            told = true;
            System.err.println(
                    (failure.getDescription() == null ? "ingestion-service fails (" + failure.getCode() + ")." : failure.getDescription())
                            + " Trying again, for " + PATIENCE.toSeconds() + " seconds at most ...");
        }
    }

    /// One connection's answers. Those of a connection that has been given up are ignored.
    private final class Stream implements StreamObserver<RecordEventsResponse> {
        private StreamObserver<RecordEventsRequest> requests;

        @Override
        public void onNext(RecordEventsResponse answer) {
            synchronized (EventSender.this) {
                if (stream == this) {
                    Batch<T> batch = unanswered.removeFirst();
                    sentOnStream--;
                    failures = 0;
                    told = false;
                    lastAnswer = System.nanoTime();
                    answers.answered(batch.attachment(), batch.request().getEventsList(), answer);
                    EventSender.this.notifyAll();
                }
            }
        }

        @Override
        public void onError(Throwable thrown) {
            broken(Status.fromThrowable(thrown));
        }

        @Override
        public void onCompleted() {
            broken(Status.UNAVAILABLE.withDescription("The service has ended the stream."));
        }

        private void broken(Status why) {
            synchronized (EventSender.this) {
                if (stream == this) {
                    stream = null;
                    failure = why;
                    failures++;
                    EventSender.this.notifyAll();
                }
            }
        }
    }
}
