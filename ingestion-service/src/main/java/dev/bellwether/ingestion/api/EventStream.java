package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.access.Caller;
import dev.bellwether.chassis.calls.LongCalls;
import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.tracing.Spans;
import dev.bellwether.ingestion.gateway.EventBatch;
import dev.bellwether.ingestion.gateway.Gateway;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// One caller's stream of batches. A thread of its own checks and sends them; up to [#MOST_UNANSWERED] wait for the log at
/// a time, and are answered in the order in which they came. A caller that does not read its answers is not read from. When this
/// replica is to end, what has been received is still answered; the caller opens the stream again, elsewhere, and sends the rest there.
final class EventStream implements StreamObserver<EventBatch> {

    // Batches that wait for the log count against the producer's buffer; those that wait to be checked count against no limit, so
    // there are few of them.
    private static final int MOST_UNCHECKED = 2;
    private static final int MOST_UNANSWERED = 16;
    private static final String SPAN = IngestionGrpc.getStreamEventsMethod().getFullMethodName() + " batch";

    private final Gateway gateway;
    private final Caller sender;
    private final ServerCallStreamObserver<RecordEventsResponse> call;
    private final Context eventLoop;
    private final BlockingQueue<Optional<EventBatch>> received = new LinkedBlockingQueue<>();
    private final Thread worker;
    private LongCalls.Call lasting;
    private final SpanContext stream = Span.current().getSpanContext();

    // Touched on the event loop only.
    private final Deque<CompletableFuture<RecordEventsResponse>> unanswered = new ArrayDeque<>();
    private boolean allReceived;
    private boolean leaving;
    private boolean closed;
    /// Asked for, and not yet with the log.
    private int unchecked;

    private EventStream(Gateway gateway, Caller sender, ServerCallStreamObserver<RecordEventsResponse> call, Context eventLoop) {
        this.gateway = gateway;
        this.sender = sender;
        this.call = call;
        this.eventLoop = eventLoop;
        this.worker = Thread.ofVirtual().name("events").unstarted(this::work);
    }

    /// To be called on the call's event loop.
    static EventStream open(
            Gateway gateway, LongCalls calls, Caller sender, StreamObserver<RecordEventsResponse> caller, Context eventLoop) {
        ServerCallStreamObserver<RecordEventsResponse> call = (ServerCallStreamObserver<RecordEventsResponse>) caller;
        EventStream stream = new EventStream(gateway, sender, call, eventLoop);
        call.disableAutoRequest();
        call.setOnCancelHandler(stream::abandon);
        // Called at the beginning too.
        call.setOnReadyHandler(stream::read);
        stream.worker.start();
        stream.lasting = calls.begin(() -> eventLoop.runOnContext(_ -> stream.leave()));
        return stream;
    }

    @Override
    public void onNext(EventBatch batch) {
        received.add(Optional.of(batch));
    }

    @Override
    public void onCompleted() {
        received.add(Optional.empty());
    }

    @Override
    public void onError(Throwable failure) {
        abandon();
    }

    private void work() {
        try {
            for (Optional<EventBatch> batch = received.take(); batch.isPresent(); batch = received.take()) {
                CompletableFuture<RecordEventsResponse> answer = record(batch.get());
                eventLoop.runOnContext(_ -> {
                    unanswered.add(answer);
                    unchecked--;
                    read();
                });
                answer.whenComplete((_, _) -> eventLoop.runOnContext(_ -> answer()));
            }
            eventLoop.runOnContext(_ -> {
                allReceived = true;
                answer();
            });
        } catch (InterruptedException _) {
            // The call is over.
        }
    }

    private CompletableFuture<RecordEventsResponse> record(EventBatch batch) {
        Span span = span();
        try (Scope _ = span.getSpanContext().isSampled() ? span.makeCurrent() : Scope.noop()) {
            return gateway.recordNext(batch, sender).whenComplete((_, failure) -> end(span, failure));
        } catch (RuntimeException failure) {
            end(span, failure);
            return CompletableFuture.failedFuture(failure);
        }
    }

    /// A stream may stay open for weeks: so each of its batches is a trace of its own, which the stream's call only points to.
    private Span span() {
        return Spans.tracer().spanBuilder(SPAN).setNoParent().setSpanKind(SpanKind.SERVER).addLink(stream).startSpan();
    }

    /// @param failure null when there is none
    private static void end(Span span, Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR).recordException(failure);
        }
        span.end();
    }

    private void answer() {
        while (!closed && !unanswered.isEmpty() && unanswered.peek().isDone()) {
            CompletableFuture<RecordEventsResponse> answer = unanswered.remove();
            if (answer.isCompletedExceptionally()) {
                fail(answer.exceptionNow());
                return;
            }
            call.onNext(answer.resultNow());
        }
        if (!closed && allReceived && unanswered.isEmpty()) {
            close();
            if (leaving) {
                call.onError(GrpcErrors.of(new Refusal.Unavailable(
                        "this replica ends: open the stream again, and send what was not answered")));
            } else {
                call.onCompleted();
            }
        }
        read();
    }

    private void leave() {
        leaving = true;
        // Behind what has been received. What comes later is not looked at, and not answered.
        onCompleted();
    }

    private void read() {
        int room = Math.min(MOST_UNCHECKED - unchecked, MOST_UNANSWERED - unanswered.size() - unchecked);
        if (!closed && !leaving && room > 0 && call.isReady()) {
            unchecked += room;
            call.request(room);
        }
    }

    private void fail(Throwable failure) {
        abandon();
        call.onError(GrpcErrors.of(failure));
    }

    private void abandon() {
        close();
        worker.interrupt();
    }

    private void close() {
        closed = true;
        lasting.close();
    }
}
