package dev.bellwether.chassis.calls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.testing.LoggedLines;
import dev.bellwether.operations.v1.ExportAccountRequest;
import dev.bellwether.operations.v1.ExportedRow;
import dev.bellwether.operations.v1.OperationsGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Over a real connection, since it is the connection's bounds that are kept.
class AnswerStreamsTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final String ROW = "x".repeat(64 << 10);
    /// 64 MB.
    private static final int MANY = 1_000;
    /// A connection holds a megabyte, and the server a message more than 32 KB: 18 of these. Twice that is not "no faster than it reads".
    private static final int WITHIN_BOUNDS = 36;

    private final AtomicLong now = new AtomicLong();
    private volatile long passesAtEachLook;
    private final LongCalls calls = new LongCalls(Duration.ZERO);
    private final AnswerStreams streams =
            new AnswerStreams(calls, Duration.ofSeconds(60), () -> now.addAndGet(passesAtEachLook));
    private final AtomicInteger sent = new AtomicInteger();
    private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    private volatile AnswerStreams.Work<ExportedRow> work;
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).addService(new OperationsGrpc.OperationsImplBase() {
            @Override
            public void exportAccount(ExportAccountRequest request, StreamObserver<ExportedRow> caller) {
                streams.answer("ExportAccount", caller, rows -> {
                    try {
                        work.into(rows);
                    } catch (Throwable failure) {
                        thrown.complete(failure);
                        throw failure;
                    }
                });
            }
        }).build().start();
        channel = ManagedChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    /// A caller that takes what it asks for.
    private final class Reader extends ClientCall.Listener<ExportedRow> {
        private final ClientCall<ExportAccountRequest, ExportedRow> call =
                channel.newCall(OperationsGrpc.getExportAccountMethod(), CallOptions.DEFAULT);
        private final LinkedBlockingQueue<ExportedRow> rows = new LinkedBlockingQueue<>();
        private final CompletableFuture<Status> end = new CompletableFuture<>();

        Reader(int rows) {
            call.start(this, new Metadata());
            call.sendMessage(ExportAccountRequest.getDefaultInstance());
            call.halfClose();
            if (rows > 0) {
                call.request(rows);
            }
        }

        ExportedRow next() throws InterruptedException {
            ExportedRow row = rows.poll(PATIENCE_SECONDS, SECONDS);
            assertThat(row).as("the next row").isNotNull();
            return row;
        }

        @Override
        public void onMessage(ExportedRow row) {
            rows.add(row);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status);
        }
    }

    private void many(AnswerStream<ExportedRow> rows) {
        for (int row = 0; row < MANY; row++) {
            rows.send(ExportedRow.newBuilder().setTable(Integer.toString(row)).setJson(ROW).build());
            sent.incrementAndGet();
        }
    }

    private Throwable thrown() throws Exception {
        return thrown.get(PATIENCE_SECONDS, SECONDS);
    }

    private static Status status(Throwable failure) {
        assertThat(failure).isInstanceOf(StatusRuntimeException.class);
        return ((StatusRuntimeException) failure).getStatus();
    }

    @Test
    void a_caller_that_reads_one_after_the_other_gets_them_all_in_order() throws Exception {
        work = this::many;
        Reader reader = new Reader(0);
        List<String> read = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            reader.call.request(1);
            read.add(reader.next().getTable());
        }
        assertThat(reader.end.get(PATIENCE_SECONDS, SECONDS).isOk()).isTrue();
        for (int i = 0; i < MANY; i++) {
            assertThat(read.get(i)).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void a_caller_that_reads_one_and_then_nothing_is_ended_and_holds_no_more_than_the_connection_does() throws Exception {
        try (var logged = new LoggedLines(AnswerStream.class.getName())) {
            work = this::many;
            Reader reader = new Reader(1);
            reader.next();
            passesAtEachLook = SECONDS.toNanos(10);
            Status end = status(thrown());
            assertThat(end.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(end.getDescription()).isEqualTo("nothing has been read for 60 s: call again, and read on");
            assertThat(sent.get()).isLessThan(WITHIN_BOUNDS);
            assertThat(logged.lines()).containsExactly("ExportAccount is ended: its caller has read nothing for 60 s");

            reader.call.request(MANY);
            assertThat(reader.end.get(PATIENCE_SECONDS, SECONDS).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
    }

    @Test
    void a_call_that_is_broken_off_ends_the_work_that_waits_for_it() throws Exception {
        work = this::many;
        Reader reader = new Reader(1);
        reader.next();
        reader.call.cancel("enough", null);
        assertThat(status(thrown()).getCode()).isEqualTo(Status.Code.CANCELLED);
        assertThat(sent.get()).isLessThan(WITHIN_BOUNDS);
    }

    @Test
    void a_call_that_is_broken_off_ends_work_that_asks_between_two_answers() throws Exception {
        var working = new CountDownLatch(1);
        work = rows -> {
            working.countDown();
            while (true) {
                rows.requireOpen();
                Thread.onSpinWait();
            }
        };
        Reader reader = new Reader(1);
        assertThat(working.await(PATIENCE_SECONDS, SECONDS)).isTrue();
        reader.call.cancel("enough", null);
        assertThat(status(thrown()).getCode()).isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    void a_replica_that_ends_ends_its_calls_whether_they_are_read_or_not() throws Exception {
        work = this::many;
        Reader reader = new Reader(1);
        reader.next();
        calls.end();
        assertThat(thrown()).isInstanceOf(Refusal.Unavailable.class).hasMessage("this replica ends: call again");
        reader.call.request(MANY);
        assertThat(reader.end.get(PATIENCE_SECONDS, SECONDS).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void what_ends_the_call_from_elsewhere_is_its_error_and_the_first_counts() throws Exception {
        work = rows -> {
            rows.end(new Refusal.FailedPrecondition("first"));
            rows.end(new Refusal.FailedPrecondition("second"));
            rows.send(ExportedRow.getDefaultInstance());
        };
        Status end = new Reader(1).end.get(PATIENCE_SECONDS, SECONDS);
        assertThat(end.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(end.getDescription()).isEqualTo("first");
    }

    @Test
    void what_the_work_throws_after_some_answers_is_the_calls_error() throws Exception {
        work = rows -> {
            rows.send(ExportedRow.newBuilder().setTable("one").build());
            throw new Refusal.NotFound("tenants/acme/accounts/a1", "there is no a1");
        };
        Reader reader = new Reader(2);
        assertThat(reader.next().getTable()).isEqualTo("one");
        assertThat(reader.end.get(PATIENCE_SECONDS, SECONDS).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }
}
