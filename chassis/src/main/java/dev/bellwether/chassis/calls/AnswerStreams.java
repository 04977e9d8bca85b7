package dev.bellwether.chassis.calls;

import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.Refusal;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Answers calls with many messages from virtual threads, no faster than their callers read. A caller that does not read for a minute is
/// ended with DEADLINE_EXCEEDED; a replica that is to end ends its calls with UNAVAILABLE, when no new ones are sent to it any more.
@Singleton
public class AnswerStreams {

    /// Longer than a caller needs for one message, be it that it writes each to a slow disk.
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final LongCalls calls;
    private final Duration deadline;
    private final LongSupplier nanos;

    @Inject
    public AnswerStreams(LongCalls calls) {
        this(calls, DEADLINE, System::nanoTime);
    }

    AnswerStreams(LongCalls calls, Duration deadline, LongSupplier nanos) {
        this.calls = calls;
        this.deadline = deadline;
        this.nanos = nanos;
    }

    /// What gives the answers one after the other, and returns after the last.
    @FunctionalInterface
    public interface Work<A> {
        void into(AnswerStream<A> answers) throws Exception;
    }

    /// To be called on the thread that the call came on. What the work throws becomes the call's error, in the caller's terms.
    ///
    /// @param method as in "ReplayPartition", for the log
    public <A> void answer(String method, StreamObserver<A> caller, Work<A> work) {
        ServerCallStreamObserver<A> call = (ServerCallStreamObserver<A>) caller;
        AnswerStream<A> answers = new AnswerStream<>(method, call, deadline, nanos);
        VirtualCalls.start(() -> {
            try (var _ = calls.begin(() -> answers.end(new Refusal.Unavailable("this replica ends: call again")))) {
                work.into(answers);
                call.onCompleted();
            } catch (Throwable failure) {
                if (!call.isCancelled()) {
                    call.onError(GrpcErrors.of(failure));
                }
            }
        });
    }
}
