package dev.bellwether.ingestion.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class StreamEventsTest {

    private IngestionClient caller;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
    }

    @AfterEach
    void close() throws InterruptedException {
        caller.close();
    }

    private static final class Answers implements StreamObserver<RecordEventsResponse> {
        final List<RecordEventsResponse> received = new ArrayList<>();
        final CompletableFuture<List<RecordEventsResponse>> all = new CompletableFuture<>();

        @Override
        public void onNext(RecordEventsResponse response) {
            received.add(response);
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            all.complete(received);
        }
    }

    @Test
    void each_batch_is_answered_in_the_order_of_the_batches() throws Exception {
        Answers answers = new Answers();
        StreamObserver<RecordEventsRequest> stream = IngestionGrpc.newStub(caller.channel).streamEvents(answers);
        for (int batch = 0; batch < 100; batch++) {
            RecordEventsRequest.Builder request = RecordEventsRequest.newBuilder().setBatchId("b" + batch);
            for (int i = 0; i <= batch % 7; i++) {
                request.addEvents(caller.event("a" + i, "e" + batch));
            }
            if (batch % 10 == 0) {
                request.addEvents(caller.event("a", "bad").clearFact());
            }
            stream.onNext(request.build());
        }
        stream.onCompleted();

        List<RecordEventsResponse> received = answers.all.get(60, TimeUnit.SECONDS);
        assertThat(received).hasSize(100);
        for (int batch = 0; batch < 100; batch++) {
            assertThat(received.get(batch).getBatchId()).isEqualTo("b" + batch);
            assertThat(received.get(batch).getAccepted()).isEqualTo(batch % 7 + 1);
            assertThat(received.get(batch).getRejectedCount()).isEqualTo(batch % 10 == 0 ? 1 : 0);
        }
        assertThat(caller.timeline("a0", events -> events.size() == 100)).hasSize(100);
    }

    @Test
    void an_acknowledged_batch_does_not_wait_for_the_end_of_the_stream() throws Exception {
        CompletableFuture<RecordEventsResponse> first = new CompletableFuture<>();
        Answers answers = new Answers();
        StreamObserver<RecordEventsRequest> stream = IngestionGrpc.newStub(caller.channel).streamEvents(new StreamObserver<>() {
            @Override
            public void onNext(RecordEventsResponse response) {
                first.complete(response);
                answers.onNext(response);
            }

            @Override
            public void onError(Throwable failure) {
                answers.onError(failure);
            }

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        });
        stream.onNext(RecordEventsRequest.newBuilder().setBatchId("b1").addEvents(caller.event("a1", "e1")).build());

        assertThat(first.get(60, TimeUnit.SECONDS).getBatchId()).isEqualTo("b1");
        stream.onCompleted();
        assertThat(answers.all.get(60, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void the_stream_ends_with_the_first_error_behind_the_answers_before_it() throws Exception {
        Answers answers = new Answers();
        StreamObserver<RecordEventsRequest> stream = IngestionGrpc.newStub(caller.channel).streamEvents(answers);
        stream.onNext(RecordEventsRequest.newBuilder().setBatchId("good").addEvents(caller.event("a1", "e1")).build());
        RecordEventsRequest.Builder tooMany = RecordEventsRequest.newBuilder();
        for (int i = 0; i <= 2_500; i++) {
            tooMany.addEvents(caller.event("a1", "e"));
        }
        stream.onNext(tooMany.build());

        Throwable failure = answers.all.handle((_, thrown) -> thrown).get(60, TimeUnit.SECONDS);
        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(StatusProto.fromThrowable(failure).getDetails(0).unpack(BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo("events");
        assertThat(answers.received).extracting(RecordEventsResponse::getBatchId).containsExactly("good");
    }

    @Test
    void a_caller_that_leaves_does_not_disturb_the_others() throws Exception {
        for (int i = 0; i < 5; i++) {
            IngestionClient leaving = new IngestionClient();
            StreamObserver<RecordEventsRequest> stream = IngestionGrpc.newStub(leaving.channel).streamEvents(new Answers());
            stream.onNext(RecordEventsRequest.newBuilder().addEvents(leaving.event("a1", "e1")).build());
            leaving.close();
        }
        assertThat(caller.record(caller.event("a1", "e1")).getAccepted()).isEqualTo(1);
    }
}
