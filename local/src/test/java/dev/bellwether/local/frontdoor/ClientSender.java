package dev.bellwether.local.frontdoor;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// A client that sends batches one after the other, and retries each until it is acknowledged. Keeps the answers that it got.
abstract class ClientSender implements Runnable {

    static final int BATCH = 40;
    static final Duration DEADLINE = Duration.ofSeconds(20);

    enum Answer {
        ACKNOWLEDGED,
        /// Told to retry later: RESOURCE_EXHAUSTED, or 429 with a Retry-After.
        REFUSED,
        /// The service is down.
        AWAY,
        /// No answer within the deadline.
        NONE,
        WRONG
    }

    private final String name;
    private final Set<String> acknowledged;
    private final List<Answer> answers;
    private volatile boolean running = true;

    /// @param acknowledged takes the ids
    ClientSender(String name, Set<String> acknowledged, List<Answer> answers) {
        this.name = name;
        this.acknowledged = acknowledged;
        this.answers = answers;
    }

    /// After the batch that is under way.
    final void stop() {
        running = false;
    }

    @Override
    public final void run() {
        try {
            for (int batch = 0; running; batch++) {
                int number = batch;
                List<String> ids = IntStream.range(0, BATCH).mapToObj(i -> name + "-" + number + "-" + i).toList();
                for (Answer answer = kept(send(ids)); answer != Answer.ACKNOWLEDGED; answer = kept(send(ids))) {
                    TimeUnit.MILLISECONDS.sleep(answer == Answer.WRONG ? 1_000 : 100);
                }
                acknowledged.addAll(ids);
            }
        } catch (InterruptedException _) {
            // Given up by the test.
        }
    }

    private Answer kept(Answer answer) {
        answers.add(answer);
        return answer;
    }

    abstract Answer send(List<String> ids) throws InterruptedException;

    final Event event(String tenant, String id) {
        Instant now = InstantSource.system().instant();
        return Event.newBuilder().setTenant(tenant).setAccount("account-" + Math.floorMod(id.hashCode(), 50)).setUser("ada").setEventId(id)
                .setSource("app").setOccurredAt(Dates.timestamp(now)).setFeatureUsed(FeatureUsed.newBuilder().setFeature("reports")).build();
    }

    private static Answer of(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case RESOURCE_EXHAUSTED -> Answer.REFUSED;
            case UNAVAILABLE -> Answer.AWAY;
            case DEADLINE_EXCEEDED -> Answer.NONE;
            default -> {
                System.err.println("unexpected: " + failure);
                yield Answer.WRONG;
            }
        };
    }

    static final class Calling extends ClientSender {
        private final IngestionOnKafka door;
        private final String tenant;

        Calling(String name, IngestionOnKafka door, String tenant, Set<String> acknowledged, List<Answer> answers) {
            super(name, acknowledged, answers);
            this.door = door;
            this.tenant = tenant;
        }

        @Override
        Answer send(List<String> ids) {
            RecordEventsRequest request = RecordEventsRequest.newBuilder().addAllEvents(ids.stream().map(id -> event(tenant, id)).toList()).build();
            try {
                return door.calls().withDeadlineAfter(DEADLINE).recordEvents(request).getAccepted() == ids.size() ? Answer.ACKNOWLEDGED : Answer.WRONG;
            } catch (StatusRuntimeException failure) {
                return of(failure);
            }
        }
    }

    /// A stream of its own for as long as it holds.
    static final class Streaming extends ClientSender {
        private final IngestionOnKafka door;
        private final String tenant;
        private StreamObserver<RecordEventsRequest> stream;
        private volatile CompletableFuture<RecordEventsResponse> answer;

        Streaming(String name, IngestionOnKafka door, String tenant, Set<String> acknowledged, List<Answer> answers) {
            super(name, acknowledged, answers);
            this.door = door;
            this.tenant = tenant;
        }

        @Override
        Answer send(List<String> ids) throws InterruptedException {
            CompletableFuture<RecordEventsResponse> awaited = new CompletableFuture<>();
            answer = awaited;
            if (stream == null) {
                stream = door.streams().streamEvents(new StreamObserver<>() {
                    @Override
                    public void onNext(RecordEventsResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
            }
            try {
                stream.onNext(RecordEventsRequest.newBuilder().addAllEvents(ids.stream().map(id -> event(tenant, id)).toList()).build());
                return awaited.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).getAccepted() == ids.size() ? Answer.ACKNOWLEDGED : Answer.WRONG;
            } catch (ExecutionException failure) {
                stream = null;
                return of(new StatusRuntimeException(Status.fromThrowable(failure.getCause())));
            } catch (IllegalStateException over) {
                stream = null;
                return Answer.AWAY;
            } catch (TimeoutException late) {
                stream = null;
                return Answer.NONE;
            }
        }
    }

    static final class Segment extends ClientSender {
        private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final IngestionOnKafka door;
        private final String key;

        Segment(String name, IngestionOnKafka door, String key, Set<String> acknowledged, List<Answer> answers) {
            super(name, acknowledged, answers);
            this.door = door;
            this.key = key;
        }

        @Override
        Answer send(List<String> ids) throws InterruptedException {
            StringBuilder batch = new StringBuilder("{\"writeKey\":\"" + key + "\",\"batch\":[");
            ids.forEach(id -> batch.append("{\"type\":\"track\",\"event\":\"Report Exported\",\"userId\":\"user-")
                    .append(Math.floorMod(id.hashCode(), 50)).append("\",\"messageId\":\"").append(id).append("\",\"timestamp\":\"")
                    // The same each time it is sent: it is the same message.
                    .append("2026-03-10T12:00:00Z\",\"context\":{\"groupId\":\"globex\"}},"));
            batch.setCharAt(batch.length() - 1, ']');
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + door.address() + "/v1/batch")).timeout(DEADLINE)
                    .POST(HttpRequest.BodyPublishers.ofString(batch.append('}').toString())).build();
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                return switch (response.statusCode()) {
                    case 200 -> Answer.ACKNOWLEDGED;
                    case 429 -> response.headers().firstValue("Retry-After").isPresent() ? Answer.REFUSED : Answer.WRONG;
                    default -> {
                        System.err.println("unexpected: " + response.statusCode() + " " + response.body());
                        yield Answer.WRONG;
                    }
                };
            } catch (java.net.http.HttpTimeoutException late) {
                return Answer.NONE;
            } catch (IOException away) {
                return Answer.AWAY;
            }
        }
    }
}
