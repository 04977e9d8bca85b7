package dev.bellwether.local.importing.lines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.local.cli.Complaint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Sends lines through the doors over HTTP: Segment's, or that for CloudEvents.
final class HttpDoor implements LineDoor, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1).build();
    private final LineFormat format;
    private final String address;
    private final String key;
    private final String backfill;
    private final boolean dry;

    /// @param address  host and port
    /// @param backfill empty for what happens now
    HttpDoor(LineFormat format, String address, String key, String backfill, boolean dry) {
        this.format = format;
        this.address = address;
        this.key = key;
        this.backfill = backfill;
        this.dry = dry;
    }

    @Override
    public Answer send(List<Line> batch) {
        HttpRequest request = request(batch);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; ; attempt++) {
            String failure;
            Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(attempt, 6));
            try {
                HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() == 200) {
                    return answer(LineReader.JSON.readTree(response.body()));
                }
                failure = response.statusCode() + " " + message(response.body());
                if (response.statusCode() != 429 && response.statusCode() < 500) {
                    throw new Complaint("The lines from " + batch.getFirst().number() + " to " + batch.getLast().number() + " were refused: " + failure);
                }
                pause = response.headers().firstValueAsLong("Retry-After").stream().mapToObj(Duration::ofSeconds).findAny()
                        .orElse(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
            } catch (IOException away) {
                failure = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new Complaint("Interrupted.");
            }
            if (System.nanoTime() + pause.toNanos() > end) {
                throw new Complaint("Bellwether's ingestion-service at " + address + " has taken nothing for " + PATIENCE.toMinutes()
                        + " minutes: " + failure + ". Importing the same again goes on where this has ended.");
            }
            pause(pause);
        }
    }

    private static void pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Complaint("Interrupted.");
        }
    }

    private HttpRequest request(List<Line> batch) {
        boolean segment = format == LineFormat.SEGMENT;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + address + (segment ? "/v1/batch" : "/v1/cloudevents")))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", segment ? "application/json" : "application/cloudevents-batch+json")
                .header(dry ? "Bellwether-Validate-Only" : "Bellwether-Report", "true")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(batch, segment)));
        if (!backfill.isEmpty()) {
            request.header("Bellwether-Backfill", backfill);
        }
        return request.build();
    }

    private static byte[] body(List<Line> batch, boolean segment) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((segment ? "{\"batch\":[" : "[").getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < batch.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(LineReader.bytes(batch.get(i).json()));
        }
        body.writeBytes((segment ? "]}" : "]").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static Answer answer(JsonNode report) {
        List<Rejected> rejected = new ArrayList<>();
        report.path("rejected").forEach(one -> rejected.add(new Rejected(
                one.path("index").asInt(), one.path("field").asText(), one.path("reason").asText(), one.path("message").asText())));
        Map<String, Long> facts = new TreeMap<>();
        report.path("facts").properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue().asLong()));
        return new Answer(rejected, facts);
    }

    private static String message(byte[] body) {
        try {
            return LineReader.JSON.readTree(body).path("message").asText();
        } catch (IOException _) {
            return "";
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
