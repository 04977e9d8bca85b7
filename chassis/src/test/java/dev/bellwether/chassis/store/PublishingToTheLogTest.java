package dev.bellwether.chassis.store;

import static dev.bellwether.chassis.store.EventStoreContract.appending;
import static dev.bellwether.chassis.store.EventStoreContract.stream;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.log.clients.ReceivedAt;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.testing.Databases;
import dev.bellwether.chassis.testing.KeptSpans;
import dev.bellwether.chassis.testing.SharedKafka;
import dev.bellwether.chassis.tracing.Spans;
import dev.bellwether.chassis.tracing.TraceParent;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PublishingToTheLogTest {
    private static final int PARTITIONS = 4;
    private static final Instant RECEIVED = Instant.parse("2026-03-10T12:00:00.123Z");

    @Test
    void an_event_is_a_record_in_its_accounts_partition_with_its_payload_type_and_version() {
        String topic = SharedKafka.newTopic(PARTITIONS);
        var store = new PostgresEventStore(1);
        try (var databases = new Databases(); var producer = new LogProducer(SharedKafka.settings())) {
            var database = databases.connect();
            try (var _ = EventPublisher.start(topic, database, producer)) {
                database.inTransaction(sql -> {
                    store.append(sql, IntStream.range(0, 20).mapToObj(i -> appending(stream("a" + i), 0, "first", "second")).toList());
                    store.append(sql, List.of(appending(stream("caused"), 0, "by a fact")), Optional.of(RECEIVED));
                    return null;
                });
                var records = read(topic, 41);
                assertThat(records).allSatisfy(
                        record -> assertThat(record.partition()).isEqualTo(AccountKey.parse(record.key()).partition(PARTITIONS)));
                var ofOne = records.stream().filter(record -> new String(record.key(), UTF_8).equals("acme/a7")).toList();
                assertThat(ofOne).extracting(record -> new String(record.value(), UTF_8)).containsExactly("first", "second");
                assertThat(ofOne)
                        .extracting(record -> ByteBuffer.wrap(record.headers().lastHeader(LogSink.VERSION).value()).getLong())
                        .containsExactly(1L, 2L);
                assertThat(ofOne)
                        .extracting(record -> new String(record.headers().lastHeader(LogSink.TYPE).value(), UTF_8))
                        .containsOnly("letter.v1");
                assertThat(ReceivedAt.first(ofOne)).isEmpty();
                assertThat(ReceivedAt.first(records)).contains(RECEIVED);
            }
        }
    }

    @Test
    void an_event_in_a_trace_has_a_span_until_the_log_has_it_and_its_record_hands_that_on() {
        String topic = SharedKafka.newTopic(PARTITIONS);
        SpanContext cause = KeptSpans.newTrace();
        var store = new PostgresEventStore(1);
        try (var databases = new Databases(); var producer = new LogProducer(SharedKafka.settings())) {
            var database = databases.connect();
            try (var _ = EventPublisher.start(topic, database, producer)) {
                database.inTransaction(sql -> {
                    Append traced = appending(stream("traced"), 0, "one");
                    store.append(sql, List.of(
                            new Append(traced.stream(), 0, traced.events(), traced.snapshot(), TraceParent.of(cause)),
                            appending(stream("not"), 0, "two", "three")));
                    return null;
                });
                Map<String, Optional<TraceParent>> traces = read(topic, 3).stream()
                        .collect(Collectors.toMap(record -> new String(record.value(), UTF_8), TraceParent::of));
                SpanData span = KeptSpans.await(cause, 1).getFirst();
                assertThat(span.getName()).isEqualTo("send " + topic);
                assertThat(span.getParentSpanId()).isEqualTo(cause.getSpanId());
                assertThat(span.getAttributes().get(Spans.ACCOUNT)).isEqualTo("traced");
                assertThat(traces.get("one")).isEqualTo(TraceParent.of(span.getSpanContext())).isPresent();
                assertThat(traces.get("two")).isEmpty();
                assertThat(traces.get("three")).isEmpty();
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        eventually(() -> {
            records.clear();
            LogRange.forEach(new KafkaClients(SharedKafka.settings()), topic, records::add);
            assertThat(records).hasSize(count);
        });
        return records;
    }
}
