package dev.bellwether.ingestion.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.bellwether.ingestion.AdminKeyResource;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Batches that come compressed, good ones and bombs: 65 kB that unpack to 64 MiB.
@IngestionTest
class CompressedBatchesTest {

    private static final UnknownFieldSet LARGE = filler(64 << 20);

    private IngestionClient caller;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
    }

    @AfterEach
    void close() throws InterruptedException {
        try {
            assertThat(caller.record(caller.event("globex", "after")).getAccepted()).isOne();
        } finally {
            caller.close();
        }
    }

    private static UnknownFieldSet filler(int bytes) {
        return UnknownFieldSet.newBuilder().addField(1_000,
                UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFrom(new byte[bytes])).build()).build();
    }

    private RecordEventsRequest bomb() {
        return RecordEventsRequest.newBuilder().setUnknownFields(LARGE).build();
    }

    private static void assertRefused(Status.Code code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class,
                refused -> assertThat(refused.getStatus().getCode()).as(refused.toString()).isEqualTo(code));
    }

    @Test
    void a_batch_is_unpacked_no_further_than_to_16_MiB() {
        assertRefused(Status.Code.RESOURCE_EXHAUSTED, () -> caller.service.withCompression("gzip").recordEvents(bomb()));
        assertRefused(Status.Code.UNAUTHENTICATED,
                () -> IngestionGrpc.newBlockingStub(caller.stranger).withCompression("gzip").recordEvents(bomb()));
        // Whatever is no batch is small.
        assertRefused(Status.Code.RESOURCE_EXHAUSTED, () -> caller.service.withCompression("gzip")
                .listEvents(ListEventsRequest.newBuilder().setParent("tenants/x/accounts/y").setUnknownFields(filler(1 << 20)).build()));
    }

    @Test
    void a_stream_that_brings_a_bomb_ends_and_what_came_before_is_answered() throws Exception {
        Answers answers = new Answers();
        StreamObserver<RecordEventsRequest> stream = IngestionGrpc.newStub(caller.channel).withCompression("gzip").streamEvents(answers);
        stream.onNext(RecordEventsRequest.newBuilder().addEvents(caller.event("globex", "before")).build());
        assertThat(answers.first.get(60, TimeUnit.SECONDS).getAccepted()).isOne();
        stream.onNext(bomb());
        assertThatThrownBy(() -> answers.all.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasMessageContaining("RESOURCE_EXHAUSTED").hasMessageContaining("16777216 bytes, unpacked");
    }

    @Test
    void a_stream_takes_memory_for_what_has_not_been_taken_yet_only() throws Exception {
        int batches = 2 * AdminKeyResource.INBOUND_BYTES / (8 << 20);
        Answers answers = new Answers();
        StreamObserver<RecordEventsRequest> stream = IngestionGrpc.newStub(caller.channel).withCompression("gzip").streamEvents(answers);
        for (int batch = 0; batch < batches; batch++) {
            stream.onNext(RecordEventsRequest.newBuilder().setBatchId("b" + batch).setUnknownFields(filler(8 << 20))
                    .addEvents(caller.event("globex", "e" + batch).setNamedEvent(NamedEvent.newBuilder().setName("Report Exported")))
                    .build());
        }
        stream.onCompleted();
        assertThat(answers.all.get(60, TimeUnit.SECONDS)).hasSize(batches).allSatisfy(answer -> assertThat(answer.getAccepted()).isOne());
    }

    private static final class Answers implements StreamObserver<RecordEventsResponse> {

        final CompletableFuture<RecordEventsResponse> first = new CompletableFuture<>();
        final CompletableFuture<List<RecordEventsResponse>> all = new CompletableFuture<>();
        private final List<RecordEventsResponse> received = new ArrayList<>();

        @Override
        public void onNext(RecordEventsResponse response) {
            received.add(response);
            first.complete(response);
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
}
