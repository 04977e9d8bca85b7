package dev.bellwether.cli.sending;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// A front door on a real connection that breaks its streams when it is told to.
final class BreakingIngestion extends IngestionGrpc.IngestionImplBase implements AutoCloseable {

    private final Server server;
    private final ManagedChannel channel;
    private final Deque<Status> failures = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();

    /// @param failures each ends one stream, at its third batch: taken in, but not acknowledged
    BreakingIngestion(Status... failures) throws IOException {
        this.failures.addAll(Arrays.asList(failures));
        this.server = NettyServerBuilder.forPort(0).addService(this).build().start();
        this.channel = NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
    }

    IngestionGrpc.IngestionStub stub() {
        return IngestionGrpc.newStub(channel);
    }

    /// The ids of all events that came, repeats included.
    synchronized List<String> received() {
        return List.copyOf(received);
    }

    @Override
    public StreamObserver<RecordEventsRequest> streamEvents(StreamObserver<RecordEventsResponse> answers) {
        return new StreamObserver<>() {
            private int batches;
            private boolean over;

            @Override
            public void onNext(RecordEventsRequest request) {
                synchronized (BreakingIngestion.this) {
                    if (over) {
                        return;
                    }
                    request.getEventsList().stream().map(Event::getEventId).forEach(received::add);
                    if (++batches == 3 && !failures.isEmpty()) {
                        over = true;
                        answers.onError(failures.poll().asRuntimeException());
                    } else {
                        answers.onNext(RecordEventsResponse.newBuilder().setAccepted(request.getEventsCount()).build());
                    }
                }
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        };
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
