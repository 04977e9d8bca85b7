package dev.bellwether.deploy.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A service as it is built, started as a container would, with nothing in its environment but what it is given.
///
/// @param log where it writes to
record ChartServiceProcess(Process process, int port, int managementPort, HttpClient client, Path logFile) implements AutoCloseable {

    static ChartServiceProcess start(String program, Map<String, String> environment, Path log) {
        return start(program, List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), environment, log);
    }

    /// @param options of the JVM, besides those in the environment
    static ChartServiceProcess start(String program, List<String> options, Map<String, String> environment, Path log) {
        try {
            List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
            command.addAll(options);
            command.addAll(List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-jar", Path.of("..", program, "target/quarkus-app/quarkus-run.jar").toString()));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new ChartServiceProcess(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(),
                    Integer.parseInt(environment.getOrDefault("QUARKUS_HTTP_SSL_PORT", environment.get("QUARKUS_HTTP_PORT"))),
                    Integer.parseInt(environment.get("QUARKUS_MANAGEMENT_PORT")),
                    HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build(), log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// SIGTERM, as the kubelet sends it.
    void terminate() {
        process.destroy();
    }

    int exitValue(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it has not ended within " + within + ": " + log());
        }
        return process.exitValue();
    }

    /// Returns when the health check answers so.
    void awaitAnswer(String check, int status, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        int last = 0;
        while (System.nanoTime() < deadline) {
            last = answer(check);
            if (last == status) {
                return;
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it has ended with " + process.exitValue() + ": " + log());
            }
        }
        throw new AssertionError(check + " answers " + last + " and not " + status + " after " + within + ": " + log());
    }

    /// The status of a health check; 0 when nobody answers.
    int answer(String check) throws InterruptedException {
        return status("http://localhost:" + managementPort + "/q/health/" + check);
    }

    String body(String check) throws InterruptedException, IOException {
        URI address = URI.create("http://localhost:" + managementPort + "/q/health/" + check);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    boolean answersCalls() throws InterruptedException {
        return status("http://localhost:" + port + "/") > 0;
    }

    String log() {
        try {
            return Files.readString(logFile);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }

    private int status(String address) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }
}
