package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.SmallCall.INVALID_OR_EXHAUSTED;
import static dev.bellwether.deploy.chart.SmallCall.OK_OR_EXHAUSTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.bellwether.embedded.LocalKafka;
import dev.bellwether.embedded.LocalPostgres;
import dev.bellwether.embedded.testing.RawCalls;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.CreateWriteKeyRequest;
import dev.bellwether.ingestion.v1.NewWriteKey;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.operations.v1.GetProgressRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small calls that unpack to something large, many at once, do not take a service down that has the memory that the chart gives it.
class SmallCallsTest {

    private static final String ADMIN = "the-admin-of-small-calls-only";
    private static final int CONNECTIONS = 20;
    private static final String PROGRESS = "/bellwether.operations.v1.Operations/GetProgress";
    private static final Rendering RENDERING = Chart.render(Chart.MINIMAL, Map.of("migration.enabled", false));
    /// 768Mi of the chart's values, by hand.
    private static final long MEMORY = 768L << 20;

    @TempDir
    static Path folder;

    private static LocalPostgres postgres;
    private static LocalKafka kafka;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(folder.resolve("postgres"), 0, List.of("ingestion", "features", "segmentation", "playbooks"));
        kafka = LocalKafka.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        kafka.close();
        postgres.close();
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.FactsTest#services")
    void a_service_outlives_them_refuses_each_and_answers_the_next_good_call(String service) throws Exception {
        try (ChartServiceProcess running = start(service)) {
            running.awaitAnswer("ready", 200, Duration.ofMinutes(2));
            List<RawCalls> connections = IntStream.range(0, CONNECTIONS).mapToObj(_ -> new RawCalls(running.port())).toList();
            try {
                RawCalls first = connections.getFirst();
                String key = service.equals("ingestion") ? writeKey(first) : "";
                for (SmallCall call : calls(service, key).toList()) {
                    assertRefused(connections, call, running);
                    assertThat(grpc(first, PROGRESS, GetProgressRequest.getDefaultInstance()).code()).as("after " + call.name()).isZero();
                    if (service.equals("ingestion")) {
                        assertThat(first.call("/v1/track", Map.of("content-type", "application/json", "authorization", "Bearer " + key),
                                "{\"type\": \"track\", \"event\": \"Seen\", \"userId\": \"ada\"}".getBytes(UTF_8)).http())
                                .as("after " + call.name()).isEqualTo(200);
                    }
                }
            } finally {
                connections.forEach(RawCalls::close);
            }
            assertThat(running.process().isAlive()).isTrue();
            assertThat(running.log()).doesNotContain("java.lang.OutOfMemoryError", "Terminating due to");
            assertThat(peakMemory(running)).as("the most that the process has had").isLessThan(MEMORY);
        }
    }

    private static Stream<SmallCall> calls(String service, String key) {
        Stream<SmallCall> everywhere = Stream.of(
                SmallCall.grpcBombs(PROGRESS, ADMIN),
                // What is not known of a message becomes objects too.
                Stream.of(SmallCall.packed("many unknown fields", PROGRESS, ADMIN, SmallCall.repeated("7800", 256 << 10), OK_OR_EXHAUSTED)),
                SmallCall.httpStrangers("/nothing/here"), SmallCall.httpStrangers("/openapi"))
                .flatMap(calls -> calls);
        return service.equals("ingestion") ? Stream.concat(everywhere, ingestion(key)) : everywhere;
    }

    private static Stream<SmallCall> ingestion(String key) {
        String record = "/bellwether.ingestion.v1.Ingestion/RecordEvents";
        String stream = "/bellwether.ingestion.v1.Ingestion/StreamEvents";
        // Field 2: an event with nothing in it; and an event (2) whose NamedEvent (28) has properties (2), of which one (1) is (2) a list (6) of
        // empty values (1), each two bytes.
        byte[] events = SmallCall.repeated("1200", 16 << 20);
        byte[] values = SmallCall.nested(SmallCall.repeated("0a00", (16 << 20) - 100), 6, 2, 1, 2, 28, 2);
        Stream<SmallCall> grpc = Stream.concat(SmallCall.grpcBombs(record, ADMIN), Stream.of(record, stream).flatMap(method -> Stream.of(
                SmallCall.packed("8 million empty events", method, ADMIN, events, INVALID_OR_EXHAUSTED),
                SmallCall.packed("8 million empty values", method, ADMIN, values, OK_OR_EXHAUSTED))));
        // The same work is behind the others.
        Stream<SmallCall> doors =
                Stream.of("track", "batch").flatMap(door -> SmallCall.httpBombs("/v1/" + door, "application/json", key, 400));
        Stream<SmallCall> others = Stream.of("identify", "page", "screen", "group", "alias", "i", "t", "p", "s", "g", "a", "import", "b")
                .flatMap(door -> SmallCall.httpBombs("/v1/" + door, "application/json", key, 400).limit(2)).map(call -> call.times(40));
        Stream<SmallCall> cloudEvents =
                Stream.of("application/cloudevents+json", "application/cloudevents-batch+json", "application/octet-stream")
                        .flatMap(type -> SmallCall.httpBombs("/v1/cloudevents", type, key, 401).limit(4));
        return Stream.of(grpc, doors, others, cloudEvents).flatMap(calls -> calls);
    }

    private static void assertRefused(List<RawCalls> connections, SmallCall call, ChartServiceProcess running) {
        List<CompletableFuture<RawCalls.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < call.times(); i++) {
            answers.add(connections.get(i % CONNECTIONS).send(call.path(), call.headers(), call.body()));
        }
        for (CompletableFuture<RawCalls.Answer> answer : answers) {
            try {
                assertThat(call.status(RawCalls.wait(answer))).as(call.name()).isIn(call.right());
            } catch (AssertionError wrong) {
                throw new AssertionError(call.name() + ": " + wrong.getMessage() + end(running), wrong);
            }
        }
    }

    private static String end(ChartServiceProcess running) {
        try {
            return running.process().waitFor(2, TimeUnit.SECONDS) ? "; it has ended: " + running.log().lines().toList().getLast()
                    : "; it lives";
        } catch (InterruptedException interrupted) {
            return "";
        }
    }

    private static ChartServiceProcess start(String service) {
        KubernetesObject workload = RENDERING.one("Deployment", "cs-bellwether-" + service);
        assertThat(workload.containers().findFirst().orElseThrow().at("/resources/limits/memory").asText()).isEqualTo("768Mi");
        Map<String, String> environment = RunningServiceTest.environment(RENDERING, workload, postgres.port(), kafka.bootstrapServers());
        assertThat(environment.get("JAVA_TOOL_OPTIONS")).contains("-XX:MaxRAMPercentage=60");
        environment.put("BELLWETHER_ADMIN_KEY", ADMIN);
        // What the JVM sees of a container; for one that small it takes the serial collector.
        return ChartServiceProcess.start(FactsTest.program(service), List.of("-XX:MaxRAM=" + MEMORY, "-XX:+UseSerialGC"), environment,
                folder.resolve(service + ".log"));
    }

    private static String writeKey(RawCalls calls) throws InvalidProtocolBufferException {
        Source source = Source.parseFrom(message(grpc(calls, "/bellwether.ingestion.v1.Sources/CreateSource",
                CreateSourceRequest.newBuilder().setParent("tenants/acme").setSourceId("app").build())));
        return NewWriteKey.parseFrom(message(grpc(calls, "/bellwether.ingestion.v1.Sources/CreateWriteKey",
                CreateWriteKeyRequest.newBuilder().setParent(source.getName()).build()))).getSecret();
    }

    private static RawCalls.Answer grpc(RawCalls calls, String method, Message request) {
        return calls.call(method, Map.of("authorization", "Bearer " + ADMIN), RawCalls.framed(0, request.toByteArray()));
    }

    private static byte[] message(RawCalls.Answer answer) {
        assertThat(answer.code()).as(answer.message()).isZero();
        return Arrays.copyOfRange(answer.body(), 5, answer.body().length);
    }

    /// As the kernel knows it; 0 where it tells nothing.
    private static long peakMemory(ChartServiceProcess running) throws IOException {
        Path status = Path.of("/proc", Long.toString(running.process().pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        Matcher peak = Pattern.compile("VmHWM:\\s+([0-9]+) kB").matcher(Files.readString(status));
        return peak.find() ? Long.parseLong(peak.group(1)) << 10 : 0;
    }
}
