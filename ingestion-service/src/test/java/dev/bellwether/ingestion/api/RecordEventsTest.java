package dev.bellwether.ingestion.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.ingestion.v1.ListEventsResponse;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.RecordedEvent;
import dev.bellwether.ingestion.v1.RejectedEvent;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class RecordEventsTest {

    private IngestionClient caller;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
    }

    @AfterEach
    void close() throws InterruptedException {
        caller.close();
    }

    @Test
    void an_accepted_event_is_in_the_timeline_with_when_it_came() {
        Instant before = Instant.now().minusMillis(1);
        Event event = caller.event("a1", "e1").build();

        assertThat(caller.record(event.toBuilder())).isEqualTo(RecordEventsResponse.newBuilder().setAccepted(1).build());

        RecordedEvent recorded = caller.timeline("a1", events -> events.size() == 1).getFirst();
        assertThat(recorded.getEvent()).isEqualTo(event);
        assertThat(recorded.getLogPartition()).isEqualTo(caller.partition("a1"));
        assertThat(Dates.instant(recorded.getReceivedAt())).isBetween(before, Instant.now());
    }

    @Test
    void bad_events_are_rejected_alone_and_kept_with_the_reason() {
        RecordEventsResponse response = caller.service.recordEvents(RecordEventsRequest.newBuilder()
                .setBatchId("b1")
                .addEvents(caller.event("a1", "good-1"))
                .addEvents(caller.event("a1", "no-feature").setFeatureUsed(FeatureUsed.getDefaultInstance()))
                .addEvents(caller.event("a1", "oversized").setNamedEvent(NamedEvent.newBuilder().setName("n").setProperties(
                        Struct.newBuilder().putFields("text", Value.newBuilder().setStringValue("x".repeat(40_000)).build()))))
                .addEvents(caller.event("a1", "future").setOccurredAt(Dates.timestamp(Instant.now().plus(Duration.ofMinutes(12)))))
                .addEvents(caller.event("a1", "old").setOccurredAt(Dates.timestamp(Instant.now().minus(Duration.ofDays(1_201)))))
                .addEvents(caller.event("a1", "tenantless").clearTenant())
                .addEvents(caller.event("a1", "accountless").clearAccount())
                .addEvents(caller.event("a1", "good-2"))
                .build());

        assertThat(response.getBatchId()).isEqualTo("b1");
        assertThat(response.getAccepted()).isEqualTo(2);
        assertThat(response.getRejectedList())
                .extracting(RejectedEvent::getIndex, RejectedEvent::getEventId, RejectedEvent::getField, RejectedEvent::getReason)
                .containsExactly(
                        tuple(1, "no-feature", "feature_used.feature", "REQUIRED"),
                        tuple(2, "oversized", "event", "TOO_LARGE"),
                        tuple(3, "future", "occurred_at", "IN_THE_FUTURE"),
                        tuple(4, "old", "occurred_at", "TOO_OLD"),
                        tuple(5, "tenantless", "tenant", "REQUIRED"),
                        tuple(6, "accountless", "account", "REQUIRED"));
        assertThat(response.getRejectedList()).allSatisfy(rejected -> assertThat(rejected.getMessage()).isNotBlank());
        assertThat(caller.timeline("a1", events -> events.size() == 2))
                .extracting(recorded -> recorded.getEvent().getEventId()).containsExactlyInAnyOrder("good-1", "good-2");

        List<QuarantinedEvent> kept = caller.quarantined("tenants/" + caller.tenant, events -> events.size() == 5);
        assertThat(kept).extracting(QuarantinedEvent::getReason)
                .containsExactlyInAnyOrder("REQUIRED", "TOO_LARGE", "IN_THE_FUTURE", "TOO_OLD", "REQUIRED");
        assertThat(caller.quarantined("tenants/-", events -> !events.isEmpty()))
                .anySatisfy(event -> assertThat(event.getEvent().getEventId()).isEqualTo("tenantless"));
    }

    @Test
    void a_dry_run_reports_what_would_be_accepted_and_records_and_quarantines_nothing() {
        RecordEventsResponse response = caller.service.recordEvents(RecordEventsRequest.newBuilder()
                .setBatchId("b1")
                .setValidateOnly(true)
                .addEvents(caller.event("a1", "good"))
                .addEvents(caller.event("a1", "bad").clearFact())
                .build());
        assertThat(response.getBatchId()).isEqualTo("b1");
        assertThat(response.getAccepted()).isEqualTo(1);
        assertThat(response.getRejectedList()).extracting(RejectedEvent::getIndex, RejectedEvent::getField)
                .containsExactly(tuple(1, "fact"));

        caller.record(caller.event("a1", "last"));
        assertThat(caller.timeline("a1", events -> contains(events, "last"))).hasSize(1);
        assertThat(caller.quarantined("tenants/" + caller.tenant, _ -> true)).isEmpty();
    }

    @Test
    void a_rejected_event_that_is_sent_again_is_counted() {
        Event.Builder bad = caller.event("a1", "bad").clearFact();
        caller.record(bad);
        caller.record(bad, bad);

        QuarantinedEvent kept = caller.quarantined("tenants/" + caller.tenant,
                events -> events.size() == 1 && events.getFirst().getOccurrences() == 3).getFirst();
        assertThat(kept.getEvent()).isEqualTo(bad.build());
        assertThat(kept.getField()).isEqualTo("fact");
        assertThat(Dates.instant(kept.getLastSeenAt())).isAfterOrEqualTo(Dates.instant(kept.getFirstSeenAt()));
    }

    @Test
    void a_repeat_is_accepted_and_recorded_once() {
        Event.Builder event = caller.event("a1", "e1");
        assertThat(caller.record(event, event).getAccepted()).isEqualTo(2);
        assertThat(caller.record(event, caller.event("a1", "last")).getAccepted()).isEqualTo(2);

        assertThat(caller.timeline("a1", events -> contains(events, "last"))).hasSize(2);
        assertThat(caller.quarantined("tenants/" + caller.tenant, _ -> true)).isEmpty();
    }

    @Test
    void the_same_id_with_other_content_is_quarantined() {
        Event.Builder event = caller.event("a1", "e1");
        caller.record(event);
        Event other = event.clone().setUser("bob").build();
        assertThat(caller.record(other.toBuilder()).getAccepted()).isEqualTo(1);

        QuarantinedEvent kept = caller.quarantined("tenants/" + caller.tenant, events -> events.size() == 1).getFirst();
        assertThat(kept.getReason()).isEqualTo("DIFFERENT_CONTENT");
        assertThat(kept.getField()).isEqualTo("event_id");
        assertThat(kept.getEvent()).isEqualTo(other);
        assertThat(caller.timeline("a1", _ -> true)).extracting(RecordedEvent::getEvent).containsExactly(event.build());
    }

    @Test
    void the_same_id_in_two_accounts_or_from_two_sources_is_two_events() {
        caller.record(
                caller.event("a1", "e1"),
                caller.event("a2", "e1"),
                caller.event("a1", "e1").setSource("billing"));

        assertThat(caller.timeline("a1", events -> events.size() == 2)).hasSize(2);
        assertThat(caller.timeline("a2", events -> events.size() == 1)).hasSize(1);
        assertThat(caller.quarantined("tenants/" + caller.tenant, _ -> true)).isEmpty();
    }

    @Test
    void a_timeline_is_read_in_pages_newest_first() {
        Instant now = Instant.now();
        List<String> ids = new ArrayList<>();
        Event.Builder[] events = new Event.Builder[7];
        for (int i = 0; i < events.length; i++) {
            events[i] = caller.event("a1", "e" + i).setOccurredAt(Dates.timestamp(now.minusSeconds(i / 2)));
            ids.add("e" + i);
        }
        caller.record(events);
        caller.timeline("a1", recorded -> recorded.size() == 7);

        List<RecordedEvent> read = new ArrayList<>();
        String token = "";
        do {
            ListEventsResponse page = caller.service.listEvents(ListEventsRequest.newBuilder()
                    .setParent("tenants/" + caller.tenant + "/accounts/a1").setPageSize(3).setPageToken(token).build());
            assertThat(page.getEventsCount()).isBetween(1, 3);
            read.addAll(page.getEventsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(read).extracting(recorded -> recorded.getEvent().getEventId()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(read).isSortedAccordingTo(Comparator
                .comparing((RecordedEvent recorded) -> Dates.instant(recorded.getEvent().getOccurredAt()))
                .thenComparing(RecordedEvent::getLogOffset).reversed());
    }

    @Test
    void too_many_events_in_one_call_are_refused() {
        RecordEventsRequest.Builder request = RecordEventsRequest.newBuilder();
        for (int i = 0; i <= 2_500; i++) {
            request.addEvents(caller.event("a1", "e" + i));
        }
        assertThatThrownBy(() -> caller.service.recordEvents(request.build()))
                .isInstanceOf(StatusRuntimeException.class).hasMessageStartingWith("INVALID_ARGUMENT").hasMessageContaining("events");
    }

    @Test
    void an_empty_call_is_answered() {
        assertThat(caller.record()).isEqualTo(RecordEventsResponse.getDefaultInstance());
    }

    private static boolean contains(List<RecordedEvent> events, String id) {
        return events.stream().anyMatch(recorded -> recorded.getEvent().getEventId().equals(id));
    }
}
