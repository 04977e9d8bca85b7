package dev.bellwether.chassis.log.consumer;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.producer.PublishFailedException;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.testing.KeptSpans;
import dev.bellwether.chassis.tracing.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordSpansTest {

    @Test
    void a_record_in_a_trace_has_a_span_until_it_is_committed_and_what_it_causes_belongs_to_that() {
        SpanContext sent = KeptSpans.newTrace();
        try (var log = new Fixture(1)) {
            log.produce(0, "acme/a", "before");
            produce(log, "acme/b", "traced", sent);
            log.produce(0, "acme/a", "behind");
            var recording = new Recording();
            log.start(recording);

            SpanData span = KeptSpans.await(sent, 1).getFirst();
            assertThat(span.getParentSpanId()).isEqualTo(sent.getSpanId());
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getName()).isEqualTo("process " + log.topic);
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            // The names are those of OpenTelemetry's conventions for Kafka.
            assertThat(attribute(span, "messaging.system")).isEqualTo("kafka");
            assertThat(attribute(span, "messaging.destination.name")).isEqualTo(log.topic);
            assertThat(attribute(span, "messaging.destination.partition.id")).isEqualTo("0");
            assertThat(attribute(span, "messaging.consumer.group.name")).isEqualTo("group-of-" + log.topic);
            assertThat(attribute(span, "messaging.operation.type")).isEqualTo("process");
            assertThat(span.getAttributes().get(AttributeKey.longKey("messaging.kafka.offset"))).isEqualTo(1);
            assertThat(attribute(span, "bellwether.tenant")).isEqualTo("acme");
            assertThat(attribute(span, "bellwether.account")).isEqualTo("b");
            assertThat(log.next(0)).as("it ends behind the commit").isEqualTo(3);

            List<TraceParent> handedOn = recording.batches.stream()
                    .flatMap(batch -> batch.records().stream().flatMap(record -> batch.trace(record).stream())).toList();
            assertThat(handedOn).extracting(parent -> parent.span().getSpanId()).containsExactly(span.getSpanId());
            assertThat(recording.batches.stream().map(PartitionBatch::tracesByAccount).filter(traces -> !traces.isEmpty()).toList())
                    .singleElement().extracting(traces -> traces.keySet()).isEqualTo(Set.of(new AccountKey("acme", "b")));
        }
    }

    @Test
    void what_a_batch_causes_belongs_to_the_accounts_last_record_in_a_trace() {
        SpanContext first = KeptSpans.newTrace();
        SpanContext last = KeptSpans.newTrace();
        try (var log = new Fixture(1)) {
            produce(log, "acme/a", "0", first);
            produce(log, "acme/a", "1", last);
            log.produce(0, "acme/a", "2");
            var recording = new Recording();
            log.start(log.settings(), recording, log.database());
            eventually(() -> assertThat(log.next(0)).isEqualTo(3));
            assertThat(recording.batches).singleElement()
                    .satisfies(batch -> assertThat(batch.tracesByAccount().get(new AccountKey("acme", "a")).span().getTraceId())
                            .isEqualTo(last.getTraceId()));
            assertThat(KeptSpans.await(first, 1)).hasSize(1);
        }
    }

    @Test
    void a_batch_that_is_tried_again_has_one_span_which_tells_what_was_wrong() {
        SpanContext sent = KeptSpans.newTrace();
        try (var log = new Fixture(1)) {
            produce(log, "acme/a", "0", sent);
            List<PartitionBatch> tried = new ArrayList<>();
            log.start(new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    tried.add(batch);
                    if (tried.size() == 1) {
                        throw new PublishFailedException("the log is away", null);
                    }
                    return super.handle(batch, transaction);
                }
            });
            SpanData span = KeptSpans.await(sent, 1).getFirst();
            assertThat(span.getEvents()).singleElement()
                    .satisfies(event -> assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message")))
                            .isEqualTo("the log is away"));
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(tried).hasSize(2);
            assertThat(KeptSpans.of(sent)).hasSize(1);
        }
    }

    @Test
    void a_record_that_is_put_aside_or_whose_account_is_suspended_says_so() {
        SpanContext unreadable = KeptSpans.newTrace();
        SpanContext failing = KeptSpans.newTrace();
        SpanContext later = KeptSpans.newTrace();
        SpanContext other = KeptSpans.newTrace();
        try (var log = new Fixture(1)) {
            produce(log, "acme/a", "gibberish", unreadable);
            produce(log, "acme/bad", "fails", failing);
            produce(log, "acme/a", "fine", other);
            log.start(new DiscerningRecording());
            assertThat(statusOf(unreadable)).isEqualTo("put aside: not a number");
            assertThat(statusOf(failing)).isEqualTo("its account is suspended: no plan");
            assertThat(KeptSpans.await(other, 1).getFirst().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            produce(log, "acme/bad", "waits", later);
            assertThat(statusOf(later)).isEqualTo("its account is suspended");
        }
    }

    private static String statusOf(SpanContext trace) {
        SpanData span = KeptSpans.await(trace, 1).getFirst();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        return span.getStatus().getDescription();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private static void produce(Fixture log, String key, String content, SpanContext trace) {
        var record = new ProducerRecord<>(log.topic, 0, key.getBytes(UTF_8), content.getBytes(UTF_8));
        record.headers().add(TraceParent.of(trace).orElseThrow().header());
        log.producer.send(record);
        log.producer.flush();
    }
}
