package dev.bellwether.chassis.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The examples are those of W3C's recommendation, <https://www.w3.org/TR/trace-context/#examples-of-http-traceparent-headers>.
class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void says_which_span_of_which_trace_it_was() {
        SpanContext span = TraceParent.of(SAMPLED).orElseThrow().span();
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getSpanId()).isEqualTo(SPAN);
        assertThat(span.isSampled()).isTrue();
        assertThat(span.isRemote()).isTrue();
    }

    @Test
    void goes_on_in_a_records_header() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, 0, new byte[0], new byte[0]);
        assertThat(TraceParent.of(record)).isEmpty();
        record.headers().add(TraceParent.of(SAMPLED).orElseThrow().header());
        assertThat(TraceParent.of(record)).contains(new TraceParent(SAMPLED));
        assertThat(record.headers().lastHeader("traceparent").value()).isEqualTo(SAMPLED.getBytes(UTF_8));
    }

    @Test
    void of_a_trace_that_is_not_kept_nothing_is_handed_on() {
        assertThat(TraceParent.of("00-" + TRACE + "-" + SPAN + "-00")).isEmpty();
        assertThat(TraceParent.of(context(TraceFlags.getDefault()))).isEmpty();
        assertThat(TraceParent.of(SpanContext.getInvalid())).isEmpty();
        assertThat(TraceParent.of(context(TraceFlags.getSampled()))).isEqualTo(Optional.of(new TraceParent(SAMPLED)));
    }

    /// A later version may have more behind it, and is handed on as the version that is spoken here (section 4.3 of the recommendation).
    @Test
    void of_a_later_version_is_read_what_is_known() {
        assertThat(TraceParent.of("01-" + TRACE + "-" + SPAN + "-01-more")).contains(new TraceParent(SAMPLED));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "00", "ff-" + TRACE + "-" + SPAN + "-01", "00-" + TRACE + "-" + SPAN + "-1", "00-" + TRACE + "-" + SPAN + "-0x",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01", "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01", "00-" + TRACE + "-zzf067aa0ba902b7-01", "00-" + TRACE + "_" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01-more"})
    void an_invalid_traceparent_is_ignored(String text) {
        assertThat(TraceParent.of(text)).isEmpty();
    }

    private static SpanContext context(TraceFlags flags) {
        return SpanContext.create(TRACE, SPAN, flags, TraceState.getDefault());
    }
}
