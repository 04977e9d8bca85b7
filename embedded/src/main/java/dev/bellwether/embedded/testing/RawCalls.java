package dev.bellwether.embedded.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/// Calls by hand, of gRPC or another content type, for what no client would send: all on one connection of HTTP/2.
public final class RawCalls implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpClient client;
    private final int port;

    public RawCalls(int port) {
        this.port = port;
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false).setHttp2MaxPoolSize(1))
                .withConnectHandler(_ -> connections.incrementAndGet())
                .build();
    }

    /// @param code of gRPC; -1 where it is no answer of gRPC's
    public record Answer(int http, int code, String message, Map<String, String> headers, byte[] body) {}

    public int connections() {
        return connections.get();
    }

    public HttpClientRequest begin(String path, Map<String, String> headers) {
        HttpClientRequest request =
                wait(client.request(HttpMethod.POST, port, "localhost", path).toCompletionStage().toCompletableFuture());
        request.putHeader("content-type", "application/grpc").putHeader("te", "trailers");
        headers.forEach(request::putHeader);
        return request;
    }

    public CompletableFuture<Answer> send(String path, Map<String, String> headers, byte[] body) {
        return end(begin(path, headers), body);
    }

    public Answer call(String path, Map<String, String> headers, byte[] body) {
        return wait(send(path, headers, body));
    }

    public static CompletableFuture<Answer> end(HttpClientRequest request, byte[] body) {
        CompletableFuture<Answer> answer = request.response()
                .compose(response -> response.body().map(all -> answer(response, all))).toCompletionStage().toCompletableFuture();
        request.end(Buffer.buffer(body));
        return answer;
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        String code = response.getHeader("grpc-status") == null ? response.getTrailer("grpc-status") : response.getHeader("grpc-status");
        String message =
                response.getHeader("grpc-message") == null ? response.getTrailer("grpc-message") : response.getHeader("grpc-message");
        Map<String, String> headers = new TreeMap<>();
        response.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        return new Answer(response.statusCode(), code == null ? -1 : Integer.parseInt(code),
                message == null ? "" : URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8), headers, body.getBytes());
    }

    public static <T> T wait(CompletableFuture<T> answer) {
        try {
            return answer.orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            throw new AssertionError("not answered", failure.getCause());
        }
    }

    public static byte[] framed(int flag, byte[] message) {
        return Buffer.buffer().appendByte((byte) flag).appendInt(message.length).appendBytes(message).getBytes();
    }

    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(bytes)) {
            output.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        wait(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
