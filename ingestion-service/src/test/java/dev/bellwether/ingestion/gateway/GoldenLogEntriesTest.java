package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.TextFormat;
import dev.bellwether.embedded.testing.GoldenFiles;
import dev.bellwether.ingestion.journal.LogRecord;
import dev.bellwether.ingestion.journal.LogRecordReader;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What stands in the journal and on the topics `inbound` and `events` can be read, and is written the same today.
class GoldenLogEntriesTest {

    private static final Instant RECEIVED_AT = Instant.parse("2026-03-01T12:00:01.5Z");
    private static final Instant OCCURRED_AT = Instant.parse("2026-03-01T12:00:00.123456789Z");

    /// One of each fact, with everything in it that there may be.
    private static final Map<String, String> FACTS = Map.ofEntries(
            Map.entry("account_profile", """
                    name: "Acme & Söhne" company_type: ENTERPRISE industry: "FinTech" employees: 420 deployment_model: "cloud"
                    annual_revenue_growth: 0.2 annual_employee_growth: -0.1 country: "DE\""""),
            Map.entry("subscription_started", """
                    subscription_id: "main" plan: "Pro" mrr { currency_code: "EUR" units: 490 nanos: 500000000 } seats: 10
                    renewal_date { year: 2027 month: 3 day: 1 }"""),
            Map.entry("subscription_changed", """
                    subscription_id: "main" plan: "Max" mrr { units: 990 } seats: 0 renewal_date { year: 2027 month: 3 day: 1 }"""),
            Map.entry("subscription_renewed", """
                    subscription_id: "main" renewal_date { year: 2028 month: 3 day: 1 } mrr { units: 1 } seats: 3"""),
            Map.entry("subscription_cancelled", """
                    subscription_id: "main" reason: "pricing" ends_at { seconds: 1800000000 nanos: 1 }"""),
            Map.entry("feature_used", """
                    feature: "reports" product: "core" count: 1000000 duration { seconds: 90 nanos: 1 }"""),
            Map.entry("session", """
                    duration { seconds: 1800 } product: "core\""""),
            Map.entry("sign_in", ""),
            Map.entry("product_activated", """
                    product: "core\""""),
            Map.entry("product_release", """
                    product: "core" release: "2026.3\""""),
            Map.entry("support_case_opened", """
                    case_id: "c-1" priority: URGENT subject: "It burns\""""),
            Map.entry("support_case_closed", """
                    case_id: "c-1\""""),
            Map.entry("survey_answered", """
                    kind: CSAT score: 4 comment: "Fine\""""),
            Map.entry("contact_logged", """
                    channel: "call" contacted_by: "sam\""""),
            Map.entry("learning_resource_used", """
                    resource: "guide\""""),
            Map.entry("invoice_paid", """
                    invoice_id: "i-1" amount { currency_code: "EUR" units: -3 nanos: -750000000 }"""),
            Map.entry("invoice_failed", """
                    invoice_id: "i-2" amount { units: 3 } reason: "expired card\""""),
            Map.entry("account_erased", """
                    reason: "asked for\""""),
            Map.entry("named_event", """
                    name: "Report Exported" properties {
                      fields { key: "rows" value { number_value: 12.5 } } fields { key: "a" value { null_value: NULL_VALUE } }
                      fields { key: "list" value { list_value { values { bool_value: true } values { string_value: "x" } } } } }"""),
            Map.entry("usage_reported", """
                    window_days: 30 active_days: 12 sessions: 40 minutes: 512.5 features_used: 7 activity: 1234.5 users: 9 sign_ins: 41
                    last_active_on { year: 2026 month: 2 day: 27 } open_cases: 2"""),
            Map.entry("user_identified", """
                    traits { fields { key: "email" value { string_value: "ana@acme.example" } } } previous: "a-77\""""));

    static List<FieldDescriptor> facts() {
        return Event.getDescriptor().getOneofs().getFirst().getFields();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void an_event_with_each_fact_can_be_read_and_is_written_the_same(FieldDescriptor fact) throws Exception {
        assertThat(FACTS).as("an example of each fact").containsKey(fact.getName());
        Event event = TextFormat.parse("""
                tenant: "northwind" account: "acme" user: "ana" event_id: "e-1" source: "app"
                occurred_at { seconds: 1772366400 nanos: 123456789 } %s { %s }""".formatted(fact.getName(), FACTS.get(fact.getName())),
                Event.class);
        byte[] then = GoldenFiles.unchanged(form(fact), 1, new EnvelopeWriter(RECEIVED_AT, "b-1").entry(event));

        LogEntry read = LogEntry.parseFrom(then);
        assertThat(read.getEvent()).isEqualTo(event);
        assertThat(read.getBackfill()).isEqualTo("b-1");
        assertThat(Instant.ofEpochSecond(read.getReceivedAt().getSeconds(), read.getReceivedAt().getNanos())).isEqualTo(RECEIVED_AT);
        switch (new LogRecordReader().read(5, then)) {
            case LogRecord.Fact recorded -> {
                // printf 'northwind\0acme\0app\0e-1' | sha256sum
                assertThat(recorded.identity()).isEqualTo(UUID.fromString("994f9690-f889-6904-c595-e64d10fafcbf"));
                assertThat(recorded.occurredAt()).isEqualTo(OCCURRED_AT);
            }
            case LogRecord.Erasure erasure -> assertThat(erasure.tenant() + "/" + erasure.account()).isEqualTo("northwind/acme");
            case LogRecord.Marker marker -> throw new AssertionError("an event is no marker: " + marker);
        }
    }

    private static String form(FieldDescriptor field) {
        return "log-entry-" + field.getName().replace('_', '-');
    }

    static List<FieldDescriptor> entries() {
        return LogEntry.getDescriptor().getOneofs().getFirst().getFields();
    }

    private record Marker(String text, String identity) {}

    private static final Map<String, Marker> MARKERS = Map.of(
            "backfill_finished", new Marker(
                    "tenant: \"northwind\" backfill: \"b-1\" close_through { year: 2026 month: 2 day: 28 }", "backfill/northwind/b-1"),
            "day_closed", new Marker("day { year: 2026 month: 3 day: 1 }", "day/2026-03-01"));

    @ParameterizedTest
    @MethodSource("entries")
    void each_marker_can_be_read_and_is_written_the_same(FieldDescriptor entry) throws Exception {
        if (entry.getNumber() == LogEntry.EVENT_FIELD_NUMBER) {
            return;
        }
        assertThat(MARKERS).as("an example of each marker").containsKey(entry.getName());
        Marker marker = MARKERS.get(entry.getName());
        LogEntry written = TextFormat.parse(
                "received_at { seconds: 1772366401 } %s { %s }".formatted(entry.getName(), marker.text()), LogEntry.class);
        byte[] then = GoldenFiles.unchanged(form(entry), 1, written.toByteArray());
        assertThat(LogEntry.parseFrom(then)).isEqualTo(written);
        assertThat(new LogRecordReader().read(5, then)).isEqualTo(new LogRecord.Marker(5, then, marker.identity()));
    }

    /// The journal tells a repeat from another event by 64 bits of SHA-256 over the event's bytes. Free properties are compared by what they say:
    /// see LogRecordReaderTest.
    @ParameterizedTest
    @CsvSource({"log-entry-sign-in", "log-entry-feature-used"})
    void the_content_hash_of_an_entry_is_that_of_its_event_alone(String form) throws Exception {
        byte[] then = GoldenFiles.read(form, 1);
        byte[] event = LogEntry.parseFrom(then).getEvent().toByteArray();
        long expected = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(event)).getLong();
        assertThat(((LogRecord.Fact) new LogRecordReader().read(5, then)).contentHash()).isEqualTo(expected);
    }
}
