package dev.bellwether.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.playbooks.v1.GetRecommendationRequest;
import dev.bellwether.playbooks.v1.WatchRecommendationsRequest;
import dev.bellwether.playbooks.v1.WatchRecommendationsResponse;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole platform with a collector, asked to keep nothing but what a caller asks it to keep, and with logs in JSON.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TracesTest {

    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");
    private static final Metadata.Key<String> TRACE_PARENT = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String KEPT = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String NOT_KEPT = "0af7651916cd43dd8448eb211c80319c";
    private static final String CONTRADICTED = "fedcba9876543210fedcba9876543210";
    private static final String REFUSED = "00112233445566778899aabbccddeeff";
    private static final String PROBED = "0123456789abcdef0123456789abcdef";
    private static final String CALLER = "00f067aa0ba902b7";

    private static final List<String> PATH = List.of(
            "ingestion-service: bellwether.ingestion.v1.Ingestion/RecordEvents",
            "ingestion-service: send bellwether.inbound.v1",
            "ingestion-service: process bellwether.inbound.v1",
            "feature-service: process bellwether.events.v1",
            "segmentation-service: process bellwether.features.v1",
            "segmentation-service: send bellwether.segments.v1",
            "playbook-service: process bellwether.segments.v1",
            "playbook-service: send bellwether.playbooks.v1",
            "playbook-service: process bellwether.playbooks.v1");

    @TempDir
    private static Path folder;

    private Collector collector;
    private TestPlatform platform;

    @BeforeAll
    void sendEventsInTracesThatAreKeptAndInOthers() throws Exception {
        collector = Collector.start();
        platform = TestPlatform.start(folder.resolve("data"),
                "-Dquarkus.otel.sdk.disabled=false",
                "-Dquarkus.otel.exporter.otlp.endpoint=" + collector.endpoint(),
                "-Dquarkus.otel.traces.sampler.arg=0",
                "-Dquarkus.otel.bsp.schedule.delay=PT0.2S",
                "-Dquarkus.log.console.json.enabled=true");
        try (Connection connection = platform.connect()) {
            Iterator<WatchRecommendationsResponse> changes = connection.playbooks().withDeadlineAfter(2, TimeUnit.MINUTES)
                    .watchRecommendations(WatchRecommendationsRequest.newBuilder().setParent("tenants/demo").build());
            record(connection, "unasked", "Acme", Optional.empty());
            awaitChange(changes, "unasked");
            record(connection, "not-kept", "Acme", Optional.of("00-" + NOT_KEPT + "-" + CALLER + "-00"));
            awaitChange(changes, "not-kept");
            probe();
            record(connection, "kept", "Acme", Optional.of("00-" + KEPT + "-" + CALLER + "-01"));
            awaitChange(changes, "kept");
            beRefused(connection);
            contradict(connection, "kept", "00-" + CONTRADICTED + "-" + CALLER + "-01");
        }
        // Each service tells its own spans when it comes to it, so that the last one seen says nothing of the others.
        await(KEPT, spans -> PATH.stream().allMatch(step -> spans.stream().anyMatch(span -> step(span).equals(step))));
        await(CONTRADICTED, spans -> spans.stream().anyMatch(span -> span.kind() == SpanKind.SPAN_KIND_CONSUMER));
        await(REFUSED, spans -> !spans.isEmpty());
    }

    @AfterAll
    void stop() throws InterruptedException {
        platform.close();
        collector.close();
    }

    @Test
    void one_trace_leads_from_the_call_over_the_journal_the_features_and_the_segment_to_the_recommendation() {
        Collector.Told last = one(SpanKind.SPAN_KIND_CONSUMER, Topics.PLAYBOOKS);
        assertThat(lineage(last)).map(TracesTest::step).containsExactlyElementsOf(PATH);
    }

    @Test
    void every_span_tells_whose_account_it_is_and_none_has_failed() {
        assertThat(collector.trace(KEPT)).hasSizeGreaterThanOrEqualTo(9).allSatisfy(span -> {
            assertThat(span.failed()).as(span.name()).isFalse();
            if (span.kind() != SpanKind.SPAN_KIND_SERVER) {
                assertThat(span.attributes()).containsEntry("bellwether.tenant", "demo").containsEntry("bellwether.account", "kept");
            }
        });
        assertThat(one(SpanKind.SPAN_KIND_PRODUCER, Topics.INBOUND).attributes()).containsEntry("bellwether.event", "event-of-kept");
    }

    @Test
    void a_call_is_one_span_which_says_what_was_called_and_how_it_ended() {
        List<Collector.Told> calls = collector.trace(KEPT).stream().filter(span -> span.kind() == SpanKind.SPAN_KIND_SERVER).toList();
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.parent()).isEqualTo(CALLER);
            assertThat(call.attributes())
                    .containsEntry("rpc.system", "grpc")
                    .containsEntry("rpc.service", "bellwether.ingestion.v1.Ingestion")
                    .containsEntry("rpc.method", "RecordEvents")
                    .containsEntry("rpc.grpc.status_code", "0");
        });
    }

    @Test
    void a_call_that_is_refused_is_one_too_and_says_whose_data_it_was_about() {
        assertThat(collector.trace(REFUSED)).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("bellwether.playbooks.v1.Playbooks/GetRecommendation");
            assertThat(call.failed()).as("it is the caller's fault").isFalse();
            assertThat(call.attributes()).containsEntry("rpc.grpc.status_code", "5").containsEntry("bellwether.tenant", "demo");
        });
    }

    @Test
    void only_what_is_in_a_trace_that_is_kept_carries_it_in_the_log() {
        for (String topic : List.of(Topics.INBOUND, Topics.EVENTS, Topics.FEATURES, Topics.SEGMENTS, Topics.PLAYBOOKS)) {
            Map<String, List<Boolean>> byAccount = new HashMap<>();
            LogRange.forEach(new KafkaClients(new KafkaSettings(platform.kafka())), topic, record -> {
                if (record.key() != null) {
                    byAccount.computeIfAbsent(new String(record.key(), UTF_8), _ -> new ArrayList<>())
                            .add(record.headers().lastHeader("traceparent") != null);
                }
            });
            assertThat(byAccount.keySet()).as(topic).contains("demo/unasked", "demo/not-kept", "demo/kept");
            assertThat(byAccount.get("demo/kept")).as(topic).contains(true);
            assertThat(byAccount.get("demo/not-kept")).as(topic).containsOnly(false);
            assertThat(byAccount.get("demo/unasked")).as(topic).containsOnly(false);
        }
    }

    @Test
    void nothing_else_is_traced_neither_statements_nor_probes_nor_unsampled_calls() {
        assertThat(collector.spans()).extracting(Collector.Told::trace).containsOnly(KEPT, CONTRADICTED, REFUSED);
        assertThat(collector.trace(KEPT)).extracting(Collector.Told::kind).containsOnly(
                SpanKind.SPAN_KIND_SERVER, SpanKind.SPAN_KIND_PRODUCER, SpanKind.SPAN_KIND_CONSUMER);
    }

    @Test
    void every_line_of_a_log_is_one_json_object() throws Exception {
        for (Service service : Service.values()) {
            assertThat(platform.log(service)).hasSizeGreaterThan(3).allSatisfy(line -> {
                JsonNode logged = JSON.readTree(line);
                assertThat(Instant.parse(logged.get("timestamp").asText().replaceFirst("[+]0000$", "Z"))).isNotNull();
                assertThat(logged.get("level").asText()).isIn("INFO", "WARN");
                assertThat(logged.get("loggerName").asText()).isNotEmpty();
                assertThat(logged.get("message").asText()).isNotEmpty();
                assertThat(logged.get("service").asText()).isEqualTo(service.module());
            });
        }
    }

    @Test
    void a_line_about_an_event_names_its_tenant_its_account_and_its_trace() throws Exception {
        JsonNode line = awaitLine(Service.INGESTION, "is recorded with other content already").get("mdc");
        assertThat(line.get("tenant").asText()).isEqualTo("demo");
        assertThat(line.get("account").asText()).isEqualTo("kept");
        assertThat(line.get("event").asText()).isEqualTo("event-of-kept");
        assertThat(line.get("traceId").asText()).isEqualTo(CONTRADICTED);
        assertThat(collector.trace(CONTRADICTED)).filteredOn(span -> span.name().equals("process " + Topics.INBOUND))
                .extracting(Collector.Told::id).containsExactly(line.get("spanId").asText());
    }

    /// One event, which is enough for a recommendation: a new customer is to be welcomed.
    private static void record(Connection connection, String account, String name, Optional<String> traceParent) {
        Metadata headers = new Metadata();
        traceParent.ifPresent(value -> headers.put(TRACE_PARENT, value));
        assertThat(connection.ingestion().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .recordEvents(RecordEventsRequest.newBuilder()
                        .addEvents(event(account)
                                .setAccountProfile(AccountProfile.newBuilder().setName(name).setCompanyType(CompanyType.ENTERPRISE)))
                        .build())
                .getAccepted()).isEqualTo(1);
    }

    /// With NOT_FOUND.
    private static void beRefused(Connection connection) {
        Metadata headers = new Metadata();
        headers.put(TRACE_PARENT, "00-" + REFUSED + "-" + CALLER + "-01");
        assertThatThrownBy(() -> connection.playbooks().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .getRecommendation(GetRecommendationRequest.newBuilder()
                        .setName("tenants/demo/recommendations/00000000-0000-0000-0000-000000000000").build()))
                .hasMessageContaining("NOT_FOUND");
    }

    /// The same event, with other content.
    private void contradict(Connection connection, String account, String traceParent) throws Exception {
        record(connection, account, "another name", Optional.of(traceParent));
        awaitLine(Service.INGESTION, "is recorded with other content already");
    }

    private JsonNode awaitLine(Service service, String said) throws Exception {
        Optional<String> line = Eventually.eventually(
                () -> platform.log(service).stream().filter(each -> each.contains(said)).findFirst(), Optional::isPresent);
        return JSON.readTree(line.orElseThrow());
    }

    private static Event.Builder event(String account) {
        return Event.newBuilder().setTenant("demo").setAccount(account).setSource("billing").setEventId("event-of-" + account)
                .setOccurredAt(Dates.timestamp(MORNING));
    }

    private static void awaitChange(Iterator<WatchRecommendationsResponse> changes, String account) {
        while (!changes.next().getChanged().getAccount().equals(account)) {
            // Another account's.
        }
    }

    private void probe() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Service service : Service.values()) {
                // As a gRPC probe is asked for; the answer does not matter.
                client.send(HttpRequest.newBuilder(URI.create("http://" + platform.address(service) + "/grpc.health.v1.Health/Check"))
                        .header("traceparent", "00-" + PROBED + "-" + CALLER + "-01")
                        .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.discarding());
                assertThat(client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + platform.managementPort(service) + "/q/health/ready"))
                                .header("traceparent", "00-" + PROBED + "-" + CALLER + "-01").build(),
                        HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            }
        }
    }

    private Collector.Told one(SpanKind kind, String topic) {
        List<Collector.Told> found =
                collector.trace(KEPT).stream().filter(span -> span.kind() == kind && span.name().endsWith(" " + topic)).toList();
        assertThat(found).as("%s %s", kind, topic).hasSize(1);
        return found.getFirst();
    }

    private static String step(Collector.Told span) {
        return span.service() + ": " + span.name();
    }

    /// The span, and what it comes from, the first of all first; that one's parent is the caller's span.
    private List<Collector.Told> lineage(Collector.Told last) {
        Map<String, Collector.Told> byId =
                collector.trace(KEPT).stream().collect(Collectors.toMap(Collector.Told::id, Function.identity()));
        List<Collector.Told> lineage = new ArrayList<>();
        for (Collector.Told span = last; span != null; span = byId.get(span.parent())) {
            lineage.addFirst(span);
        }
        assertThat(lineage.getFirst().parent()).isEqualTo(CALLER);
        return lineage;
    }

    private void await(String trace, Predicate<List<Collector.Told>> seen) {
        Eventually.eventually(
                () -> assertThat(seen.test(collector.trace(trace))).as("the collector has been told enough: %s", collector.spans())
                        .isTrue());
    }
}
