package dev.bellwether.features.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalClientTest {

    private static final int PATIENCE_SECONDS = 60;

    private Server server;
    private ManagedChannel channel;

    @AfterEach
    void tearDown() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void a_journal_that_falls_silent_is_not_waited_for_for_ever() throws Exception {
        JournalClient client = client(Duration.ofMillis(300), (_, _) -> {});

        assertThatThrownBy(() -> client.replay(0, 4, OptionalLong.of(10), (_, _) -> {}))
                .hasMessageContaining(Status.Code.DEADLINE_EXCEEDED.name())
                .hasMessageContaining("the journal has said nothing for 300 ms");
    }

    @Test
    void what_is_not_recorded_yet_is_asked_for_again_from_where_the_journal_ended() throws Exception {
        List<Long> asked = new ArrayList<>();
        JournalClient client = client(Duration.ofSeconds(PATIENCE_SECONDS), (request, answers) -> {
            asked.add(request.getFromOffset());
            answers.onNext(page(request.getFromOffset()));
            answers.onCompleted();
        });
        List<Long> read = new ArrayList<>();

        client.replay(0, 4, OptionalLong.of(7), (offset, _) -> read.add(offset));

        assertThat(read).containsExactly(4L, 5L, 6L);
        assertThat(asked).containsExactly(4L, 5L, 6L);
    }

    @Test
    void a_reader_that_has_enough_ends_the_call_and_receives_nothing_more() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        JournalClient client = client(Duration.ofSeconds(PATIENCE_SECONDS), (_, answers) -> {
            ((ServerCallStreamObserver<ReplayPartitionResponse>) answers).setOnCancelHandler(ended::countDown);
            answers.onNext(page(4));
        });

        assertThatThrownBy(() -> client.replay(0, 4, OptionalLong.of(10), (_, _) -> {
            throw new IllegalStateException("enough");
        })).hasMessage("enough");

        assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static ReplayPartitionResponse page(long offset) {
        return ReplayPartitionResponse.newBuilder()
                .addEntries(ReplayPartitionResponse.Entry.newBuilder().setLogOffset(offset).setEntry(LogEntry.getDefaultInstance()))
                .setCompleteThrough(offset)
                .build();
    }

    private JournalClient client(Duration silence, BiConsumer<ReplayPartitionRequest, StreamObserver<ReplayPartitionResponse>> journal)
            throws IOException {
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).addService(new IngestionGrpc.IngestionImplBase() {
            @Override
            public void replayPartition(ReplayPartitionRequest request, StreamObserver<ReplayPartitionResponse> answers) {
                journal.accept(request, answers);
            }
        }).build().start();
        channel = Grpc.newChannelBuilderForAddress("localhost", server.getPort(), InsecureChannelCredentials.create()).build();
        return new JournalClient(channel, silence);
    }
}
