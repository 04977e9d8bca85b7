package dev.bellwether.ingestion.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.TopicTail;
import dev.bellwether.ingestion.http.HttpSender;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// Which events carry a trace in the log, of a service that traces every call. There is no collector.
@IngestionTest
@TestProfile(TracedEventsTest.EveryCall.class)
class TracedEventsTest {

    public static final class EveryCall implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.sampler.arg", "1",
                    "quarkus.otel.bsp.schedule.delay", "PT1H", "quarkus.otel.exporter.otlp.endpoint", "http://localhost:1");
        }
    }

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final Metadata.Key<String> TRACE_PARENT = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    @Test
    void the_first_ten_events_of_a_call_are_in_its_trace_and_the_others_are_not() throws Exception {
        try (IngestionClient caller = new IngestionClient()) {
            RecordEventsRequest.Builder call = RecordEventsRequest.newBuilder();
            for (int i = 0; i < 25; i++) {
                call.addEvents(caller.event("a1", "e" + i));
            }
            within(caller).recordEvents(call.build());
            List<Optional<TraceParent>> traces = List.copyOf(inbound(caller).values());
            assertThat(traces).hasSize(25);
            assertThat(traces.subList(0, 10)).allSatisfy(trace -> assertThat(trace.orElseThrow().span().getTraceId()).isEqualTo(TRACE));
            assertThat(traces.subList(0, 10)).as("each has a span of its own").doesNotHaveDuplicates();
            assertThat(traces.subList(10, 25)).containsOnly(Optional.empty());
        }
    }

    @Test
    void what_is_history_is_in_no_trace() throws Exception {
        try (IngestionClient caller = new IngestionClient()) {
            caller.beginBackfill("b1");
            within(caller).recordEvents(RecordEventsRequest.newBuilder().setBackfill("b1").addEvents(caller.event("a1", "e1")).build());
            assertThat(inbound(caller).values()).containsExactly(Optional.empty());
        }
    }

    @Test
    void each_batch_of_a_stream_is_a_trace_of_its_own() throws Exception {
        try (IngestionClient caller = new IngestionClient()) {
            CompletableFuture<Integer> answered = new CompletableFuture<>();
            StreamObserver<RecordEventsRequest> stream =
                    IngestionGrpc.newStub(caller.channel).withInterceptors(tracing()).streamEvents(counting(answered));
            stream.onNext(RecordEventsRequest.newBuilder().addEvents(caller.event("a1", "e1")).addEvents(caller.event("a1", "e2")).build());
            stream.onNext(RecordEventsRequest.newBuilder().addEvents(caller.event("a1", "e3")).build());
            stream.onCompleted();
            assertThat(answered.get(60, TimeUnit.SECONDS)).isEqualTo(2);
            Map<String, Optional<TraceParent>> traces = inbound(caller);
            assertThat(trace(traces, "e1")).isEqualTo(trace(traces, "e2")).isNotEqualTo(trace(traces, "e3")).isNotEqualTo(TRACE);
            assertThat(trace(traces, "e3")).isNotEqualTo(TRACE);
        }
    }

    @Test
    void what_comes_over_http_is_in_its_calls_trace_before_its_account_is_found_and_after() throws Exception {
        try (HttpSender sender = new HttpSender()) {
            assertThat(sender.send(sender.request("/v1/track",
                    "{\"event\": \"Report Opened\", \"userId\": \"ada\", \"messageId\": \"m1\", \"context\": {\"groupId\": \"a1\"}}")
                    .header("Authorization", sender.basic()).header("traceparent", PARENT)).statusCode()).isEqualTo(200);
            List<ConsumerRecord<byte[], byte[]>> captured = all(Topics.CAPTURED, sender.tenant);
            List<ConsumerRecord<byte[], byte[]>> passedOn =
                    Eventually.eventually(() -> all(Topics.INBOUND, sender.tenant), seen -> !seen.isEmpty());
            assertThat(captured).singleElement()
                    .satisfies(record -> assertThat(TraceParent.of(record).orElseThrow().span().getTraceId()).isEqualTo(TRACE));
            assertThat(passedOn).singleElement()
                    .satisfies(record -> assertThat(TraceParent.of(record).orElseThrow().span().getTraceId()).isEqualTo(TRACE));
            assertThat(TraceParent.of(passedOn.getFirst())).as("a hop further").isNotEqualTo(TraceParent.of(captured.getFirst()));
        }
    }

    private static IngestionGrpc.IngestionBlockingStub within(IngestionClient caller) {
        return caller.service.withInterceptors(tracing());
    }

    private static ClientInterceptor tracing() {
        Metadata headers = new Metadata();
        headers.put(TRACE_PARENT, PARENT);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    private static String trace(Map<String, Optional<TraceParent>> traces, String event) {
        return traces.get(event).orElseThrow().span().getTraceId();
    }

    /// By the events' ids, in the order of the log.
    private static Map<String, Optional<TraceParent>> inbound(IngestionClient caller) {
        Map<String, Optional<TraceParent>> traces = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : all(Topics.INBOUND, caller.tenant)) {
            try {
                traces.put(LogEntry.parseFrom(record.value()).getEvent().getEventId(), TraceParent.of(record));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return traces;
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String topic, String tenant) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int partition = 0; partition < 12; partition++) {
            TopicTail.all(topic, partition).stream()
                    .filter(record -> record.key() != null && new String(record.key(), UTF_8).startsWith(tenant + "/"))
                    .forEach(records::add);
        }
        return records;
    }

    private static StreamObserver<RecordEventsResponse> counting(CompletableFuture<Integer> answered) {
        return new StreamObserver<>() {
            private int answers;

            @Override
            public void onNext(RecordEventsResponse response) {
                answers++;
            }

            @Override
            public void onError(Throwable failure) {
                answered.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                answered.complete(answers);
            }
        };
    }
}
