package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.TopicTail;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.CreateWriteKeyRequest;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.ConfigProvider;

/// A client of the doors over HTTP, with a tenant of its own.
public final class HttpSender implements AutoCloseable {

    public final IngestionClient caller = new IngestionClient();
    public final String tenant = caller.tenant;
    public final SourcesGrpc.SourcesBlockingStub sources;
    public final Source source;
    public final String key;
    public final int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    private final HttpClient client = HttpClient.newHttpClient();

    public HttpSender() {
        sources = SourcesGrpc.newBlockingStub(caller.channel);
        source = sources.createSource(
                CreateSourceRequest.newBuilder().setParent("tenants/" + tenant).setSourceId("web-app").build());
        key = sources.createWriteKey(CreateWriteKeyRequest.newBuilder().setParent(source.getName()).build()).getSecret();
    }

    public HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).POST(BodyPublishers.ofByteArray(body));
    }

    public HttpRequest.Builder request(String path, String body) {
        return request(path, body.getBytes(UTF_8)).header("Content-Type", "application/json");
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// With the key.
    public HttpResponse<String> post(String path, String body) {
        return send(request(path, body).header("Authorization", basic()));
    }

    public String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    /// What of the tenant's stands on the log, once it is as expected.
    public List<CapturedMessage> captured(Predicate<List<CapturedMessage>> expected) {
        return Eventually.eventually(this::captured, expected);
    }

    public List<CapturedMessage> captured() {
        List<CapturedMessage> messages = new ArrayList<>();
        for (int partition = 0; partition < 12; partition++) {
            TopicTail.all(Topics.CAPTURED, partition).forEach(record -> {
                try {
                    CapturedMessage message = CapturedMessage.parseFrom(record.value());
                    if (message.getTenant().equals(tenant)) {
                        messages.add(message);
                    }
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
        }
        return messages;
    }

    @Override
    public void close() throws InterruptedException {
        client.shutdownNow();
        caller.close();
    }
}
