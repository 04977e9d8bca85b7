package dev.bellwether.ingestion.resubmission;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.SqlFailure;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.gateway.Capture;
import dev.bellwether.ingestion.gateway.Gateway;
import dev.bellwether.ingestion.http.DoorTests;
import dev.bellwether.ingestion.quarantine.QuarantineList;
import dev.bellwether.ingestion.quarantine.QuarantineName;
import dev.bellwether.ingestion.quarantine.QuarantineRemoval;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.DeleteQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.GetQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.QuarantineFilter;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.v1.RecordedEvent;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class ResubmissionTest extends DoorTests {

    @Inject
    QuarantineList list;

    @Inject
    QuarantineRemoval removal;

    @Inject
    EventRepair repair;

    @Inject
    Gateway gateway;

    @Inject
    Capture capture;

    private IngestionClient caller;
    private String parent;
    private IngestionGrpc.IngestionBlockingStub admin;

    @BeforeEach
    void know() {
        caller = sender.caller;
        parent = "tenants/" + caller.tenant;
        admin = caller.service;
    }

    private QuarantinedEvent rejected(Event.Builder bad) {
        assertThat(caller.record(bad).getRejectedCount()).isEqualTo(1);
        return caller.quarantined(parent, kept -> !kept.isEmpty()).getFirst();
    }

    private QuarantinedEvent rejectedCall(String event) {
        assertThat(sender.post("/v1/batch", "{\"batch\": [" + event + "]}").statusCode()).isEqualTo(200);
        return caller.quarantined(parent, kept -> !kept.isEmpty()).getFirst();
    }

    private static String track(String members) {
        return "{\"type\": \"track\", \"event\": \"Exported\"" + members + "}";
    }

    private ResubmitQuarantinedEventRequest.Builder again(QuarantinedEvent kept) {
        return ResubmitQuarantinedEventRequest.newBuilder().setName(kept.getName());
    }

    private List<QuarantinedEvent> quarantined() {
        return caller.quarantined(parent, _ -> true);
    }

    private static void assertStillWrong(String field, String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            try {
                BadRequest.FieldViolation violation =
                        StatusProto.fromThrowable(refused).getDetails(0).unpack(BadRequest.class).getFieldViolations(0);
                assertThat(violation.getField()).isEqualTo(field);
                assertThat(violation.getReason()).isEqualTo(reason);
            } catch (InvalidProtocolBufferException broken) {
                throw new AssertionError(broken);
            }
        });
    }

    @Test
    void a_mended_event_is_recorded_and_leaves_the_quarantine() {
        QuarantinedEvent kept = rejected(caller.event("a1", "e1").clearFact());
        assertThat(caller.service.getQuarantinedEvent(GetQuarantinedEventRequest.newBuilder().setName(kept.getName()).build()))
                .isEqualTo(kept);
        Event mended = caller.event("a1", "e1").build();

        assertThat(admin.resubmitQuarantinedEvent(again(kept).setEvent(mended).build()).getEvent()).isEqualTo(mended);

        assertThat(caller.timeline("a1", events -> events.size() == 1).getFirst().getEvent()).isEqualTo(mended);
        assertThat(quarantined()).isEmpty();
        assertThatThrownBy(() -> admin.resubmitQuarantinedEvent(again(kept).build())).hasMessageStartingWith("NOT_FOUND");
    }

    @Test
    void what_is_still_wrong_stays_and_the_caller_learns_why() {
        QuarantinedEvent kept = rejected(caller.event("a1", "e1").clearFact());
        assertStillWrong("fact", "REQUIRED", () -> admin.resubmitQuarantinedEvent(again(kept).build()));
        assertStillWrong("account", "MALFORMED",
                () -> admin.resubmitQuarantinedEvent(again(kept).setEvent(caller.event("a/1", "e1")).build()));
        assertStillWrong("tenant", "OTHER_TENANT",
                () -> admin.resubmitQuarantinedEvent(again(kept).setEvent(caller.event("a1", "e1").setTenant("other")).build()));
        assertStillWrong("json", "MALFORMED", () -> admin.resubmitQuarantinedEvent(again(kept).setJson("{}").build()));
        assertThat(quarantined()).containsExactly(kept);
    }

    @Test
    void a_dry_run_changes_nothing() {
        QuarantinedEvent kept = rejected(caller.event("a1", "e1").clearFact());
        Event mended = caller.event("a1", "e1").build();
        assertThat(admin.resubmitQuarantinedEvent(again(kept).setEvent(mended).setValidateOnly(true).build()).getEvent()).isEqualTo(mended);
        assertThat(quarantined()).containsExactly(kept);
    }

    @Test
    void an_event_whose_id_has_come_with_other_content_needs_a_new_one() {
        caller.record(caller.event("a1", "e1"));
        caller.record(caller.event("a1", "e1").setUser("bob"));
        QuarantinedEvent kept = caller.quarantined(parent, events -> events.size() == 1).getFirst();

        assertStillWrong("event_id", "DIFFERENT_CONTENT", () -> admin.resubmitQuarantinedEvent(again(kept).build()));
        assertStillWrong("event_id", "DIFFERENT_CONTENT",
                () -> admin.resubmitQuarantinedEvent(again(kept).setEvent(caller.event("a1", "e1").setUser("eve")).build()));
        admin.resubmitQuarantinedEvent(again(kept).setEvent(kept.getEvent().toBuilder().setEventId("e2")).build());

        assertThat(caller.timeline("a1", events -> events.size() == 2)).hasSize(2);
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void a_mended_call_goes_through_its_door_again_with_the_times_of_its_sending() {
        Instant sent = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        QuarantinedEvent kept = rejectedCall(track(", \"messageId\": \"m1\", \"originalTimestamp\": \"" + sent.minus(Duration.ofHours(1))
                + "\", \"sentAt\": \"" + sent + "\""));
        assertThat(kept.getField()).isEqualTo("userId");
        assertStillWrong("userId", "REQUIRED", () -> admin.resubmitQuarantinedEvent(again(kept).build()));
        assertStillWrong("event", "MALFORMED", () -> admin.resubmitQuarantinedEvent(again(kept).setJson("[]").build()));
        assertStillWrong("event", "MALFORMED",
                () -> admin.resubmitQuarantinedEvent(again(kept).setEvent(caller.event("a1", "e1")).build()));

        String mended = kept.getRaw().toStringUtf8().replaceFirst("\\{", "{\"userId\": \"ada\",");
        admin.resubmitQuarantinedEvent(again(kept).setJson(mended).build());

        Event recorded = caller.timeline("ada", events -> events.size() == 1).getFirst().getEvent();
        assertThat(recorded.getEventId()).isEqualTo("m1");
        assertThat(recorded.getSource()).isEqualTo("web-app");
        // An hour before it was first received, not before it was resubmitted.
        assertThat(Dates.instant(recorded.getOccurredAt())).isEqualTo(Dates.instant(kept.getFirstSeenAt()).minus(Duration.ofHours(1)));
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void killed_between_acceptance_and_removal_an_event_is_sent_again_and_counts_once() throws Exception {
        QuarantinedEvent event = rejected(caller.event("a1", "e1").clearFact());
        Fix fix = new Fix.OfEvent(caller.event("a1", "e1").build());
        assertThatThrownBy(() -> dying().resubmit(QuarantineName.parse("name", event.getName()), fix, false))
                .isInstanceOf(SqlFailure.class);
        caller.timeline("a1", events -> events.size() == 1);
        assertThat(quarantined()).containsExactly(event);

        living().resubmit(QuarantineName.parse("name", event.getName()), fix, false);
        caller.record(caller.event("a1", "last"));
        assertThat(caller.timeline("a1", events -> events.size() > 1)).hasSize(2);
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void so_does_a_call_that_has_no_id_of_its_own() throws Exception {
        QuarantinedEvent call = rejectedCall(track(""));
        Fix fix = new Fix.OfJson(track(", \"userId\": \"ada\""));
        assertThatThrownBy(() -> dying().resubmit(QuarantineName.parse("name", call.getName()), fix, false)).isInstanceOf(SqlFailure.class);
        living().resubmit(QuarantineName.parse("name", call.getName()), fix, false);
        sender.post("/v1/track", track(", \"userId\": \"ada\", \"messageId\": \"last\""));

        assertThat(caller.timeline("ada", events -> events.stream().anyMatch(recorded -> recorded.getEvent().getEventId().equals("last"))))
                .hasSize(2);
        assertThat(quarantined()).isEmpty();
    }

    private Resubmission living() {
        return new Resubmission(list, removal, repair, gateway, capture);
    }

    /// Dies when everything is sent, and nothing removed.
    private Resubmission dying() {
        return new Resubmission(list, new QuarantineRemoval(new Database() {
            @Override
            public <T> T inTransaction(Work<T> work) {
                throw new SqlFailure("away", new IOException("connection refused"));
            }

            @Override
            public <T> T withConnection(Work<T> work) {
                return inTransaction(work);
            }
        }), repair, gateway, capture);
    }

    @Test
    void an_event_that_has_been_rejected_again_meanwhile_stays() {
        QuarantinedEvent before = rejected(caller.event("a1", "e1").clearFact());
        caller.record(before.getEvent().toBuilder());
        caller.quarantined(parent, kept -> kept.getFirst().getOccurrences() == 2);
        removal.removeSent(List.of(before));
        assertThat(quarantined()).hasSize(1);
    }

    @Test
    void many_are_resubmitted_page_by_page_and_what_is_still_wrong_is_counted_by_reason() {
        Instant soon = Instant.now().plus(Duration.ofMinutes(10)).plusSeconds(2);
        Event.Builder[] bad = new Event.Builder[450];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = i % 3 == 0 ? caller.event("a1", "e" + i).clearFact()
                    : caller.event("a1", "e" + i).setOccurredAt(Dates.timestamp(soon));
        }
        assertThat(caller.record(bad).getRejectedCount()).isEqualTo(450);
        caller.quarantined(parent, kept -> kept.size() == 450);
        ResubmitQuarantinedEventsRequest all = ResubmitQuarantinedEventsRequest.newBuilder().setParent(parent).setLimit(250).build();
        eventually(() -> admin.resubmitQuarantinedEvents(all.toBuilder().setValidateOnly(true).setLimit(10_000).build()).getResubmitted(),
                taken -> taken == 300);
        assertThat(quarantined()).hasSize(450);

        List<ResubmitQuarantinedEventsResponse> answers = new ArrayList<>();
        String token = "";
        do {
            answers.add(admin.resubmitQuarantinedEvents(all.toBuilder().setPageToken(token).build()));
            token = answers.getLast().getNextPageToken();
        } while (!token.isEmpty());

        assertThat(answers).hasSize(2);
        assertThat(answers.stream().mapToLong(ResubmitQuarantinedEventsResponse::getResubmitted).sum()).isEqualTo(300);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.getStillRejectedList()).hasSize(1).allSatisfy(still -> {
            assertThat(still.getReason()).isEqualTo("REQUIRED");
            assertThat(still.getField()).isEqualTo("fact");
        }));
        assertThat(answers.stream().mapToLong(answer -> answer.getStillRejected(0).getEvents()).sum()).isEqualTo(150);
        assertThat(caller.timeline("a1", events -> events.size() >= 300)).extracting(RecordedEvent::getEvent).hasSize(300);
        assertThat(quarantined()).hasSize(150);
    }

    @Test
    void a_listing_and_a_deletion_take_the_same_filter() {
        caller.record(caller.event("a1", "e1").clearFact(), caller.event("a1", "e2").clearFact().setSource("billing"),
                caller.event("", "e3"));
        rejectedCall(track(", \"messageId\": \"m1\""));
        caller.quarantined(parent, kept -> kept.size() == 4);
        assertThat(filtered(QuarantineFilter.newBuilder().setSource("billing"))).isEqualTo(1);
        assertThat(filtered(QuarantineFilter.newBuilder().setSource("app"))).isEqualTo(2);
        assertThat(filtered(QuarantineFilter.newBuilder().setDoor("segment"))).isEqualTo(1);
        assertThat(filtered(QuarantineFilter.newBuilder().setField("fact"))).isEqualTo(2);
        assertThat(filtered(QuarantineFilter.newBuilder().setReason("REQUIRED").setField("fact").setSource("app"))).isEqualTo(1);

        DeleteQuarantinedEventsRequest facts = DeleteQuarantinedEventsRequest.newBuilder().setParent(parent)
                .setFilter(QuarantineFilter.newBuilder().setField("fact")).build();
        assertThat(admin.deleteQuarantinedEvents(facts.toBuilder().setValidateOnly(true).build()).getDeleted()).isEqualTo(2);
        assertThat(admin.deleteQuarantinedEvents(facts).getDeleted()).isEqualTo(2);
        String name = quarantined().getFirst().getName();
        assertThat(admin.deleteQuarantinedEvents(DeleteQuarantinedEventsRequest.newBuilder().setParent(parent).addNames(name).build())
                .getDeleted()).isEqualTo(1);
        assertThatThrownBy(() -> admin.deleteQuarantinedEvents(DeleteQuarantinedEventsRequest.newBuilder().setParent(parent).build()))
                .hasMessageStartingWith("INVALID_ARGUMENT");
        assertThat(admin.deleteQuarantinedEvents(DeleteQuarantinedEventsRequest.newBuilder().setParent(parent).setAll(true).build())
                .getDeleted()).isEqualTo(1);
    }

    private int filtered(QuarantineFilter.Builder filter) {
        return caller.service.listQuarantinedEvents(dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest.newBuilder()
                .setParent(parent).setFilter(filter).build()).getEventsCount();
    }

    @Test
    void a_captured_message_whose_id_is_taken_is_recorded_under_a_new_one() {
        sender.post("/v1/track", track(", \"userId\": \"ada\", \"messageId\": \"m1\""));
        sender.post("/v1/track", track(", \"userId\": \"ada\", \"messageId\": \"m1\", \"properties\": {\"pages\": 2}"));
        QuarantinedEvent kept = caller.quarantined(parent, events -> events.size() == 1).getFirst();
        assertThat(kept.getDoor()).isEqualTo("captured");
        assertThat(kept.getSource()).isEqualTo("web-app");
        assertStillWrong("event_id", "DIFFERENT_CONTENT", () -> admin.resubmitQuarantinedEvent(again(kept).build()));

        admin.resubmitQuarantinedEvent(again(kept).setEvent(kept.getEvent().toBuilder().setEventId("m2")).build());
        assertThat(caller.timeline("ada", events -> events.size() == 2)).extracting(recorded -> recorded.getEvent().getEventId())
                .containsExactlyInAnyOrder("m1", "m2");
        assertThat(sender.captured()).extracting(CapturedMessage::getIdentity).hasSize(3);
    }
}
