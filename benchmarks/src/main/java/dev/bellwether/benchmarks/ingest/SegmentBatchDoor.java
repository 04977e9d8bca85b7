package dev.bellwether.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.benchmarks.load.LoadEvents;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.CreateWriteKeyRequest;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.local.platform.LocalPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// Batches as Segment's SDKs send them for servers, over HTTP/1.1, the library's part of the context included.
final class SegmentBatchDoor implements Door {

    private static final int BATCH = 100;
    private static final int BODIES = 64;
    private static final int IN_FLIGHT = 16;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI batch;
    private final List<byte[]> bodies = new ArrayList<>();

    SegmentBatchDoor(LocalPlatform platform, LoadEvents events) {
        this.batch = URI.create("http://" + platform.addresses().of(Service.INGESTION) + "/v1/batch");
        String key = key(platform);
        for (int i = 0; i < BODIES; i++) {
            bodies.add(body(key, events.usage(BATCH, new SplittableRandom(i))).getBytes(UTF_8));
        }
    }

    private static String key(LocalPlatform platform) {
        try (Connection connection = new Connection(platform.addresses(), platform::adminKey)) {
            Source source = connection.sources().createSource(
                    CreateSourceRequest.newBuilder().setParent("tenants/" + LoadEvents.TENANT).setSourceId("web-app").build());
            return connection.sources().createWriteKey(CreateWriteKeyRequest.newBuilder().setParent(source.getName()).build()).getSecret();
        }
    }

    private static String body(String key, List<Event> events) {
        StringBuilder body = new StringBuilder("{\"writeKey\":\"" + key + "\",\"batch\":[");
        for (Event event : events) {
            Instant at = Instant.ofEpochSecond(event.getOccurredAt().getSeconds(), event.getOccurredAt().getNanos());
            body.append("{\"type\":\"track\",\"event\":\"Feature Used\",\"userId\":\"").append(event.getUser())
                    .append("\",\"messageId\":\"").append(event.getEventId()).append("\",\"timestamp\":\"").append(at)
                    .append("\",\"properties\":{\"feature\":\"").append(event.getFeatureUsed().getFeature())
                    .append("\",\"product\":\"core\"}")
                    .append(",\"context\":{\"groupId\":\"").append(event.getAccount())
                    .append("\",\"library\":{\"name\":\"analytics-java\",\"version\":\"3.5.4\"}}},");
        }
        body.setCharAt(body.length() - 1, ']');
        return body.append(",\"sentAt\":\"").append(Instant.ofEpochSecond(events.getFirst().getOccurredAt().getSeconds())).append("\"}")
                .toString();
    }

    @Override
    public String name() {
        return "Segment batches of 100";
    }

    @Override
    public long run(Duration duration) throws Exception {
        LongAdder accepted = new LongAdder();
        AtomicReference<String> failure = new AtomicReference<>();
        Semaphore window = new Semaphore(IN_FLIGHT);
        long end = System.nanoTime() + duration.toNanos();
        for (int i = 0; System.nanoTime() < end && failure.get() == null; i++) {
            window.acquire();
            HttpRequest request = HttpRequest.newBuilder(batch).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.get(i % BODIES))).build();
            client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((response, thrown) -> {
                if (thrown != null) {
                    failure.compareAndSet(null, thrown.toString());
                } else if (response.statusCode() != 200) {
                    failure.compareAndSet(null, response.statusCode() + " " + response.body());
                } else {
                    accepted.add(BATCH);
                }
                window.release();
            });
        }
        if (!window.tryAcquire(IN_FLIGHT, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the last calls are not acknowledged after a minute");
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the door answered " + failure.get());
        }
        return accepted.sum();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
