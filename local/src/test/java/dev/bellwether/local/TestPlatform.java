package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.verify.Verification;
import dev.bellwether.local.demo.Demo;
import dev.bellwether.local.demo.DemoResult;
import dev.bellwether.local.demo.DemoWatch;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import dev.bellwether.simulator.SimulationSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A platform on ports of its own, on the noon of a certain day: the same day in every run.
final class TestPlatform implements AutoCloseable {

    static final int ACCOUNTS = 150;
    static final String METRICS_KEY = "shown-by-who-reads-metrics-in-these-tests";

    /// What [#demo] and [#history] fill it with.
    static final SimulationSettings SIMULATION = new SimulationSettings("demo", ACCOUNTS, 135, 1, LocalDate.of(2026, 3, 10));

    private static final int LIVE_EVENTS = 400;
    private static final Duration LIVETIME = Duration.ofSeconds(8);
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    record Run(int exitCode, String output, String errors) {}

    private final LocalPlatform platform;
    private final PlatformPorts ports;
    private final Path data;

    private TestPlatform(PlatformSettings settings, Path data, String... options) {
        this.ports = settings.ports();
        String[] all = Stream.concat(Stream.of("-Dbellwether.metrics.key=" + METRICS_KEY), Stream.of(options)).toArray(String[]::new);
        this.platform = LocalPlatform.start(settings.with(settings.services(), all), System.err::println);
        this.data = data;
    }

    /// @param options more for each service's command line
    static TestPlatform start(Path data, String... options) {
        return new TestPlatform(settings(data, null), data, options);
    }

    /// At another moment than that noon.
    ///
    /// @param options more for each service's command line
    static TestPlatform at(Instant now, Path data, String... options) {
        PlatformSettings noon = settings(data, null);
        return new TestPlatform(new PlatformSettings(noon.home(), data, false, noon.ports(), noon.kafka(), noon.postgres(),
                Duration.between(InstantSource.system().instant(), now)), data, options);
    }

    /// Some of the services only.
    static TestPlatform start(Path data, Set<Service> services) {
        return new TestPlatform(settings(data, null).with(services), data);
    }

    /// On a Kafka and a PostgreSQL that run already.
    ///
    /// @param options more for each service's command line
    static TestPlatform on(Path data, String kafka, String postgres, String... options) {
        PlatformSettings own = settings(data, postgres);
        return new TestPlatform(
                new PlatformSettings(own.home(), data, false, own.ports(), Optional.of(kafka), own.postgres(), own.clockOffset()),
                data, options);
    }

    /// @param postgres null for an embedded one
    static PlatformSettings settings(Path data, String postgres) {
        return new PlatformSettings(Path.of("..").toAbsolutePath().normalize(), data, false, PlatformPorts.free(), Optional.empty(),
                Optional.ofNullable(postgres),
                offset());
    }

    /// From now to the noon on which it is started.
    static Duration offset() {
        return Duration.between(InstantSource.system().instant(), NOON);
    }

    DemoResult demo(DemoWatch watch) {
        try (Connection connection = new Connection(platform.addresses(), platform::adminKey)) {
            return new Demo(connection, SIMULATION, watch).run(LIVE_EVENTS, LIVETIME);
        }
    }

    /// The company's history alone, and nothing of today.
    DemoResult history() {
        try (Connection connection = new Connection(platform.addresses(), platform::adminKey)) {
            return new Demo(connection, SIMULATION, (_, _, _) -> {}).run(0, Duration.ZERO);
        }
    }

    Connection connect() {
        return new Connection(platform.addresses(), platform::adminKey);
    }

    /// Waits until nothing is behind. Should something be for ever, the failure tells what the services are at.
    void awaitSettled() {
        try (Connection connection = connect()) {
            new PipelineProgress(connection).awaitSettled(_ -> {});
        } catch (CommandException stuck) {
            platform.services().forEach(service -> stuck
                    .addSuppressed(new IllegalStateException(service.module() + " is at\n" + ThreadDump.of(platform.pid(service)))));
            throw stuck;
        }
    }

    String kafka() {
        return platform.kafka();
    }

    String postgres() {
        return platform.postgres();
    }

    /// What the service has logged so far.
    List<String> log(Service service) throws IOException {
        return Files.readAllLines(platform.logs().resolve(service.module() + ".log"));
    }

    Leftovers leftovers() {
        return new Leftovers(platform.postgres());
    }

    Verification verify() {
        try (Connection connection = new Connection(platform.addresses(), platform::adminKey)) {
            return Verification.run(connection, (_, _) -> {});
        }
    }

    String address(Service service) {
        return platform.addresses().of(service);
    }

    /// Sends a call to a door over HTTP, with a source's key.
    int post(String key, String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://" + address(Service.INGESTION) + path))
                    .header("Authorization", "Bearer " + key).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding()).statusCode();
        }
    }

    int managementPort(Service service) {
        return ports.management().get(service);
    }

    /// As SIGKILL does: without a chance to tidy up.
    void kill(Service service) {
        ProcessHandle.of(platform.pid(service)).ifPresent(ProcessHandle::destroyForcibly);
    }

    /// Runs a command in a process of its own, and kills that when it has saved how far it is.
    void killWhenSaved(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Bellwether.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data-dir", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            while (!isSaved()) {
                assertThat(process.isAlive()).as("the command still runs").isTrue();
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean isSaved() throws IOException {
        Path imports = data.resolve("imports");
        if (!Files.isDirectory(imports)) {
            return false;
        }
        try (Stream<Path> files = Files.list(imports)) {
            return files.anyMatch(file -> file.toString().endsWith(".state"));
        }
    }

    Run command(String... arguments) {
        return command(new ByteArrayOutputStream(), arguments);
    }

    /// Does something else when the command has printed this, before it goes on.
    Run command(String printed, Runnable then, String... arguments) {
        return command(new ByteArrayOutputStream() {
            private boolean done;

            @Override
            public void flush() {
                if (!done && toString().contains(printed)) {
                    done = true;
                    then.run();
                }
            }
        }, arguments);
    }

    private Run command(ByteArrayOutputStream outputBytes, String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--data-dir", data.toString())).toArray(String[]::new);
        PrintStream output = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream errorBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outputBytes, true));
            System.setErr(new PrintStream(errorBytes, true));
            int exitCode = Bellwether.run(all);
            return new Run(exitCode, outputBytes.toString(), errorBytes.toString());
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }

    /// Of a command that has to succeed.
    JsonNode commandJson(String... arguments) throws IOException {
        return json(0, arguments);
    }

    JsonNode json(int exitCode, String... arguments) throws IOException {
        Run run = command(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(exitCode);
        return new ObjectMapper().readTree(run.output());
    }

    @Override
    public void close() {
        platform.close();
    }
}
