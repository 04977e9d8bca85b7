package dev.bellwether.cli.importing.lines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.cli.sending.RetryDelays;
import dev.bellwether.cli.terminal.CommandException;
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

/// Sends lines through the doors over HTTP: Segment's, or that for CloudEvents.
final class HttpLineDoor implements LineDoor, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client;
    private final LineFormat format;
    private final String address;
    private final String tenant;
    private final String key;
    private final String backfill;
    private final boolean dry;

    /// @param http     trusts the service
    /// @param address  its URL, without a path
    /// @param tenant   that the key has to be of
    /// @param backfill empty for what happens now
    HttpLineDoor(LineFormat format, HttpClient.Builder http, String address, String tenant, String key, String backfill, boolean dry) {
        this.client = http.connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1).build();
        this.format = format;
        this.address = address;
        this.tenant = tenant;
        this.key = key;
        this.backfill = backfill;
        this.dry = dry;
    }

    /// Whether the key may send for the tenant, before anything is sent.
    ///
    /// @throws CommandException when it may not
    void check() {
        HttpRequest request = request(List.of(), true, "");
        HttpResponse<byte[]> response = answered(request);
        if (response.statusCode() != 200) {
            throw new CommandException("Nothing can be sent: " + response.statusCode() + " " + message(response.body()));
        }
    }

    @Override
    public Answer send(List<Line> batch) {
        HttpResponse<byte[]> response = answered(request(batch, dry, backfill));
        return switch (response.statusCode()) {
            case 200 -> answer(json(response.body()));
            case 400, 413, 422 -> throw new BatchRefused("MALFORMED", message(response.body()));
            default -> throw new CommandException(
                    "The lines from " + batch.getFirst().number() + " to " + batch.getLast().number() + " were refused: "
                            + response.statusCode() + " " + message(response.body()));
        };
    }

    /// Tries again while the service is away or overloaded.
    private HttpResponse<byte[]> answered(HttpRequest request) {
        RetryDelays waiting = new RetryDelays(PATIENCE);
        while (true) {
            String failure;
            Duration least = Duration.ZERO;
            try {
                HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() != 429 && response.statusCode() < 500) {
                    waiting.over();
                    return response;
                }
                failure = "It answers " + response.statusCode() + " " + message(response.body());
                least = response.headers().firstValueAsLong("Retry-After").stream().mapToObj(Duration::ofSeconds).findAny().orElse(least);
            } catch (IOException away) {
                failure = "It does not answer" + (away.getMessage() == null ? "" : ": " + away.getMessage());
            } catch (InterruptedException _) {
                throw interrupted();
            }
            Duration pause = waiting.failed("Waiting for Bellwether's ingestion-service at " + address + ". " + failure);
            if (pause.isNegative()) {
                throw new CommandException("Bellwether's ingestion-service at " + address + " has taken nothing for " + PATIENCE.toMinutes()
                        + " minutes. " + failure + ". Importing the same again continues where this has ended.");
            }
            try {
                RetryDelays.pause(pause.compareTo(least) < 0 ? least : pause);
            } catch (InterruptedException _) {
                throw interrupted();
            }
        }
    }

    private static CommandException interrupted() {
        Thread.currentThread().interrupt();
        return new CommandException("Interrupted.");
    }

    private HttpRequest request(List<Line> batch, boolean dry, String backfill) {
        boolean segment = format == LineFormat.SEGMENT;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + (segment ? "/v1/batch" : "/v1/cloudevents")))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", segment ? "application/json" : "application/cloudevents-batch+json")
                .header("Bellwether-Tenant", tenant)
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
            body.writeBytes(batch.get(i).json());
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

    private static JsonNode json(byte[] body) {
        try {
            return LineReader.JSON.readTree(body);
        } catch (IOException broken) {
            throw new CommandException("ingestion-service has given an answer that is no JSON.", broken);
        }
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
