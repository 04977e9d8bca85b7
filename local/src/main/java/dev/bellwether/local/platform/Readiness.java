package dev.bellwether.local.platform;

import dev.bellwether.cli.connection.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Waits until every service says that it is ready.
final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private Readiness() {}

    static void await(Map<Service, ServiceProcess> processes, PlatformPorts ports, Consumer<String> tell) {
        tell.accept("Starting " + processes.keySet().stream().map(Service::module).collect(Collectors.joining(", ")) + " ...");
        Set<Service> waiting = EnumSet.copyOf(processes.keySet());
        long begin = System.nanoTime();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            while (!waiting.isEmpty()) {
                for (Service service : Set.copyOf(waiting)) {
                    ServiceProcess process = processes.get(service);
                    if (!process.isAlive()) {
                        throw process.notStarted(process.exit());
                    }
                    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
                    if (isReady(client, ports.management().get(service))) {
                        waiting.remove(service);
                        tell.accept(String.format("  %s is ready (%.1f s)", service.module(), elapsed.toMillis() / 1000.0));
                    } else if (elapsed.compareTo(PATIENCE) > 0) {
                        throw process.notStarted("it is not ready after " + PATIENCE.toMinutes() + " minutes");
                    }
                }
                TimeUnit.NANOSECONDS.sleep(waiting.isEmpty() ? 0 : PAUSE.toNanos());
            }
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the services started", failure);
        }
    }

    private static boolean isReady(HttpClient client, int port) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }
}
