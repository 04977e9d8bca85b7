package dev.bellwether.ingestion.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.TopicTail;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.v1.AccountErased;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.EraseAccountRequest;
import dev.bellwether.ingestion.v1.Erasure;
import dev.bellwether.ingestion.v1.ErasuresGrpc;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.GetErasureRequest;
import dev.bellwether.ingestion.v1.ListErasuresRequest;
import dev.bellwether.ingestion.v1.ListErasuresResponse;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import dev.bellwether.operations.v1.ErasureConfirmed;
import dev.bellwether.operations.v1.ExportAccountRequest;
import dev.bellwether.operations.v1.ExportedRow;
import dev.bellwether.operations.v1.OperationsGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Erasing through the front door, with the other services played by the test.
@IngestionTest
class ErasuresTest {

    private static final Instant LATER = Instant.parse("2026-03-11T12:00:00Z");

    @Inject
    Database database;

    @Inject
    AccountData data;

    @Inject
    LogProducer producer;

    private final IngestionClient caller = new IngestionClient();

    @AfterEach
    void close() throws InterruptedException {
        caller.close();
    }

    @Test
    void every_table_is_known_to_hold_data_of_accounts_or_to_hold_none() {
        assertThat(database.withConnection(data::undeclared)).isEmpty();
    }

    @Test
    void an_erased_account_is_gone_from_journal_and_quarantine_and_others_are_not() {
        caller.record(caller.event("a1", "e1"), caller.event("a10", "e1"), caller.event("a1", "e2").setUser("x".repeat(300)));
        caller.record(caller.event("a10", "e2").setUser("x".repeat(300)));
        caller.timeline("a1", events -> events.size() == 1);
        caller.quarantined("tenants/" + caller.tenant, events -> events.size() == 2);
        try (var neighbour = new Neighbour()) {
            neighbour.caller.record(neighbour.caller.event("a1", "e1"));
            neighbour.caller.timeline("a1", events -> events.size() == 1);

            Erasure asked = erase("a1", "request 7");
            assertThat(asked.getState()).isEqualTo(Erasure.State.UNDER_WAY);
            assertThat(asked.getReason()).isEqualTo("request 7");
            Erasure erased = Eventually.eventually(() -> get(asked.getName()), it -> it.getConfirmationsCount() == 1);
            assertThat(erased.getAwaitedList()).containsExactly("features", "segmentation", "playbooks");

            assertThat(rows("a1")).isEmpty();
            assertThat(caller.timeline("a10", events -> events.size() == 1)).hasSize(1);
            assertThat(caller.quarantined("tenants/" + caller.tenant, events -> events.size() == 1).getFirst().getEvent().getAccount())
                    .isEqualTo("a10");
            assertThat(neighbour.caller.timeline("a1", events -> events.size() == 1)).hasSize(1);
        }
    }

    @Test
    void a_captured_message_in_quarantine_is_its_user_s() {
        CapturedMessage message = CapturedMessage.newBuilder()
                .setReceivedAt(Dates.timestamp(LATER))
                .setTenant(caller.tenant)
                .setUser("ada")
                .setEvent(Event.newBuilder().setTenant(caller.tenant).setEventId("m1"))
                .build();
        database.inTransaction(sql -> {
            new Quarantine(10, 10).add(sql, List.of(new Quarantined(caller.tenant, "message_id", "DIFFERENT_CONTENT", "has come before",
                    message.getEvent(), Optional.of(new Quarantined.Origin(Quarantined.CAPTURED, "app", message.toByteString(), 1)),
                    LATER)));
            return null;
        });
        assertThat(rows("ad")).isEmpty();
        assertThat(rows("ada")).hasSize(1);
        erased("ada");
        assertThat(rows("ada")).isEmpty();
    }

    @Test
    void what_comes_after_the_end_is_accepted_and_dropped_the_bad_with_the_good() {
        erased("a1");
        assertThat(caller.record(caller.event("a1", "late"), caller.event("a1", "bad").setUser("x".repeat(300)), caller.event("a2", "e1"))
                .getAccepted())
                .isEqualTo(2);
        caller.record(caller.event("a2", "bad").setUser("x".repeat(300)));
        caller.timeline("a2", events -> events.size() == 1);
        caller.quarantined("tenants/" + caller.tenant, events -> events.size() == 1);
        // Behind it in its partition, so it has been recorded or dropped.
        String behind = behind("a1");
        caller.record(caller.event(behind, "e1"));
        caller.timeline(behind, events -> events.size() == 1);
        assertThat(rows("a1")).isEmpty();
    }

    @Test
    void the_receipt_is_complete_when_the_last_service_has_confirmed_however_often_each_does() {
        Erasure erasure = erased("a1");
        confirm("a1", "features", LATER);
        confirm("a1", "features", LATER.plusSeconds(9));
        confirm("a1", "unknown-service", LATER.plusSeconds(99));
        confirm("a1", "segmentation", LATER.plusSeconds(1));
        Eventually.eventually(() -> get(erasure.getName()), it -> it.getConfirmationsCount() == 4);
        assertThat(get(erasure.getName()).getState()).isEqualTo(Erasure.State.UNDER_WAY);
        assertThat(get(erasure.getName()).getAwaitedList()).containsExactly("playbooks");
        confirm("a1", "playbooks", LATER.plusSeconds(2));
        Erasure receipt = Eventually.eventually(() -> get(erasure.getName()), it -> it.getState() == Erasure.State.COMPLETED);
        assertThat(receipt.getAwaitedList()).isEmpty();
        assertThat(receipt.hasCompleteTime()).isTrue();
        assertThat(receipt.toString()).doesNotContain("a1\"");
    }

    @Test
    void asking_again_gives_the_same_erasure_and_an_unknown_account_is_erased_too() {
        Erasure first = erased("never-seen");
        Erasure again = erase("never-seen", "another reason");
        assertThat(again.getName()).isEqualTo(first.getName());
        assertThat(again.getRequestTime()).isEqualTo(first.getRequestTime());
        assertThat(list(caller.tenant)).extracting(Erasure::getName).containsExactly(first.getName());
    }

    @Test
    void a_caller_that_may_send_events_cannot_erase() {
        caller.record(caller.event("a1", "e1"));
        RecordEventsResponse answer = caller.record(caller.event("a1", "the-end").setAccountErased(AccountErased.getDefaultInstance()));
        assertThat(answer.getAccepted()).isZero();
        assertThat(answer.getRejected(0).getReason()).isEqualTo("NOT_ALLOWED");
        assertThat(answer.getRejected(0).getMessage()).contains("EraseAccount");
        caller.timeline("a1", events -> events.size() == 1);
    }

    @Test
    void an_end_on_the_log_that_was_not_noted_when_it_was_asked_for_is_an_erasure_like_any_other() {
        caller.record(caller.event("a1", "e1"));
        caller.timeline("a1", events -> events.size() == 1);
        var end = caller.event("a1", "the-end").setAccountErased(AccountErased.newBuilder().setReason("says Ada of a1"));
        producer.send(Topics.INBOUND, new AccountKey(caller.tenant, "a1"),
                LogEntry.newBuilder().setReceivedAt(end.getOccurredAt()).setEvent(end).build().toByteArray());
        producer.flush();
        List<Erasure> erasures =
                Eventually.eventually(() -> list(caller.tenant), it -> it.size() == 1 && it.getFirst().getConfirmationsCount() == 1);
        assertThat(erasures.getFirst().getReason()).as("it may say anything").isEmpty();
        assertThat(rows("a1")).isEmpty();
        assertThat(events("a1")).as("the others are told").contains("the-end");
    }

    @Test
    void a_replay_does_not_bring_it_back_and_says_how_far_it_is_complete() {
        int partition = caller.partition("a1");
        caller.record(caller.event("a1", "e1"));
        caller.timeline("a1", events -> events.size() == 1);
        erased("a1");
        List<ReplayPartitionResponse> pages = new ArrayList<>();
        caller.service.replayPartition(ReplayPartitionRequest.newBuilder().setLogPartition(partition).build()).forEachRemaining(pages::add);
        assertThat(pages.stream().flatMap(page -> page.getEntriesList().stream()).map(entry -> entry.getEntry().getEvent()))
                .noneMatch(event -> event.getTenant().equals(caller.tenant) && event.getAccount().equals("a1"));
        long end = TopicTail.all(Topics.INBOUND, partition).getLast().offset();
        assertThat(pages.getLast().getCompleteThrough()).as("erased facts and all").isEqualTo(end);
    }

    @Test
    void erasures_are_listed_newest_first_page_by_page() {
        List<String> names = new ArrayList<>();
        for (String account : List.of("x1", "x2", "x3")) {
            names.addFirst(erase(account, "").getName());
        }
        ListErasuresResponse first = service().listErasures(
                ListErasuresRequest.newBuilder().setParent("tenants/" + caller.tenant).setPageSize(2).build());
        ListErasuresResponse second = service().listErasures(ListErasuresRequest.newBuilder()
                .setParent("tenants/" + caller.tenant).setPageSize(2).setPageToken(first.getNextPageToken()).build());
        assertThat(first.getErasuresList()).extracting(Erasure::getName).containsExactlyElementsOf(names.subList(0, 2));
        assertThat(second.getErasuresList()).extracting(Erasure::getName).containsExactly(names.getLast());
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void an_export_holds_every_row_written_out() {
        caller.record(caller.event("a1", "e1"), caller.event("a1", "e2").setUser("x".repeat(300)), caller.event("a2", "e3"));
        caller.timeline("a1", events -> events.size() == 1);
        caller.quarantined("tenants/" + caller.tenant, events -> events.size() == 1);
        List<ExportedRow> rows = new ArrayList<>();
        Iterator<ExportedRow> answers = OperationsGrpc.newBlockingStub(caller.channel)
                .exportAccount(ExportAccountRequest.newBuilder().setName(account("a1")).build());
        answers.forEachRemaining(rows::add);
        assertThat(rows).extracting(ExportedRow::getTable).containsExactly("journal", "quarantined_event");
        assertThat(rows.getFirst().getJson()).contains("\"feature_used\":{\"feature\":\"reports\"").contains("\"event_id\":\"e1\"");
        assertThat(rows.getLast().getJson()).contains("\"event_id\":\"e2\"").contains("\"reason\":\"TOO_LONG\"");
    }

    @Test
    void an_invalid_erasure_is_refused_with_the_field() {
        assertRefused(Status.Code.INVALID_ARGUMENT, () -> service().eraseAccount(EraseAccountRequest.newBuilder().setName("a1").build()));
        assertRefused(Status.Code.INVALID_ARGUMENT, () -> erase("a1", "because a1 asks"));
        assertRefused(Status.Code.INVALID_ARGUMENT, () -> erase("a1", "x".repeat(257)));
        assertRefused(Status.Code.NOT_FOUND, () -> get("tenants/" + caller.tenant + "/erasures/none"));
        assertRefused(Status.Code.NOT_FOUND, () -> get("tenants/" + caller.tenant + "/erasures/" + new java.util.UUID(1, 2)));
    }

    @Test
    void another_tenant_does_not_see_the_receipt() {
        Erasure erasure = erased("a1");
        String elsewhere = erasure.getName().replace(caller.tenant, "another");
        assertRefused(Status.Code.NOT_FOUND, () -> get(elsewhere));
    }

    private static final class Neighbour implements AutoCloseable {
        private final IngestionClient caller = new IngestionClient();

        @Override
        public void close() {
            caller.channel.shutdownNow();
        }
    }

    private Erasure erase(String account, String reason) {
        return service().eraseAccount(EraseAccountRequest.newBuilder().setName(account(account)).setReason(reason).build());
    }

    /// Returns when this service has confirmed.
    private Erasure erased(String account) {
        String name = erase(account, "").getName();
        return Eventually.eventually(() -> get(name), it -> it.getConfirmationsCount() == 1);
    }

    private Erasure get(String name) {
        return service().getErasure(GetErasureRequest.newBuilder().setName(name).build());
    }

    private List<Erasure> list(String tenant) {
        return service().listErasures(ListErasuresRequest.newBuilder().setParent("tenants/" + tenant).build()).getErasuresList();
    }

    private void confirm(String account, String service, Instant at) {
        Fingerprint fingerprint = Fingerprint.of(new AccountKey(caller.tenant, account));
        producer.send(new ProducerRecord<>(Topics.ERASURES, fingerprint.toString().getBytes(), ErasureConfirmed.newBuilder()
                .setFingerprint(ByteString.copyFrom(fingerprint.bytes())).setService(service).setConfirmedAt(Dates.timestamp(at)).build()
                .toByteArray()));
        producer.flush();
    }

    private Map<String, Long> rows(String account) {
        return database.withConnection(sql -> data.rows(sql, new AccountKey(caller.tenant, account)));
    }

    /// Another account of the same partition.
    private String behind(String account) {
        int i = 0;
        while (caller.partition("behind-" + i) != caller.partition(account)) {
            i++;
        }
        return "behind-" + i;
    }

    private List<String> events(String account) {
        return TopicTail.all(Topics.EVENTS, caller.partition(account)).stream()
                .filter(record -> record.key() != null && new String(record.key()).equals(caller.tenant + "/" + account))
                .map(record -> {
                    try {
                        return LogEntry.parseFrom(record.value()).getEvent();
                    } catch (com.google.protobuf.InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .map(Event::getEventId)
                .toList();
    }

    private String account(String account) {
        return "tenants/" + caller.tenant + "/accounts/" + account;
    }

    private ErasuresGrpc.ErasuresBlockingStub service() {
        return ErasuresGrpc.newBlockingStub(caller.channel);
    }

    private static void assertRefused(Status.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class,
                refused -> assertThat(refused.getStatus().getCode()).isEqualTo(code));
    }
}
