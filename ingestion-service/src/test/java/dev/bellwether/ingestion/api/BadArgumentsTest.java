package dev.bellwether.ingestion.api;

import static dev.bellwether.ingestion.api.Errors.assertInvalid;
import static dev.bellwether.ingestion.api.Errors.assertRefused;

import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.BeginBackfillRequest;
import dev.bellwether.ingestion.v1.GetBackfillRequest;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.ingestion.v1.ListQuarantinedEventsRequest;
import dev.bellwether.ingestion.v1.QuarantineFilter;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class BadArgumentsTest {

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
    void an_account_without_events_is_not_found() {
        String name = "tenants/" + caller.tenant + "/accounts/absent";
        assertRefused(Status.Code.NOT_FOUND, name, () -> listEvents(ListEventsRequest.newBuilder().setParent(name)));
    }

    @Test
    void a_listing_names_the_argument_that_is_wrong() {
        String account = "tenants/" + caller.tenant + "/accounts/a1";
        assertInvalid("parent", () -> listEvents(ListEventsRequest.newBuilder()));
        assertInvalid("parent", () -> listEvents(ListEventsRequest.newBuilder().setParent("tenants/Acme/accounts/a1")));
        assertInvalid("page_size", () -> listEvents(ListEventsRequest.newBuilder().setParent(account).setPageSize(-1)));
        assertInvalid("page_token", () -> listEvents(ListEventsRequest.newBuilder().setParent(account).setPageToken("nonsense")));

        String tenant = "tenants/" + caller.tenant;
        assertInvalid("parent", () -> listQuarantined(ListQuarantinedEventsRequest.newBuilder().setParent("acme")));
        assertInvalid("reason", () -> listQuarantined(ListQuarantinedEventsRequest.newBuilder().setParent(tenant).setReason("too old\0")));
        assertInvalid("page_size", () -> listQuarantined(ListQuarantinedEventsRequest.newBuilder().setParent(tenant).setPageSize(-1)));
        assertInvalid("page_token",
                () -> listQuarantined(ListQuarantinedEventsRequest.newBuilder().setParent(tenant).setPageToken("nonsense")));
    }

    @Test
    void a_filter_of_the_quarantine_is_answered_with_the_values_that_there_are() {
        ListQuarantinedEventsRequest.Builder request = ListQuarantinedEventsRequest.newBuilder().setParent("tenants/" + caller.tenant);
        String reasons =
                "must be one of REQUIRED, TOO_LONG, MALFORMED, OUT_OF_RANGE, UNKNOWN_VALUE, NOT_ALLOWED, TOO_LARGE, IN_THE_FUTURE, TOO_OLD,"
                        + " OTHER_TENANT, DIFFERENT_CONTENT, TOO_MANY_WAITING, or empty for all; not 'too old'";
        assertInvalid("filter.reason", () -> listQuarantined(request.setFilter(QuarantineFilter.newBuilder().setReason("too old"))));
        assertRefused(Status.Code.INVALID_ARGUMENT, reasons, () -> listQuarantined(request));
        assertInvalid("filter.door", () -> listQuarantined(request.setFilter(QuarantineFilter.newBuilder().setDoor("kafka"))));
        assertRefused(Status.Code.INVALID_ARGUMENT, "must be one of grpc, segment, cloudevents, captured, or empty for all; not 'kafka'",
                () -> listQuarantined(request));
        listQuarantined(request.setFilter(QuarantineFilter.newBuilder().setDoor("captured").setReason("DIFFERENT_CONTENT")));
    }

    @Test
    void a_backfill_names_the_argument_that_is_wrong() {
        assertInvalid("parent", () -> begin("acme", "b1"));
        assertInvalid("backfill_id", () -> begin("tenants/" + caller.tenant, ""));
        assertInvalid("backfill_id", () -> begin("tenants/" + caller.tenant, "Capital"));
        assertInvalid("backfill_id", () -> begin("tenants/" + caller.tenant, "b".repeat(64)));
        assertInvalid("name", () -> caller.service.getBackfill(GetBackfillRequest.newBuilder().setName("b1").build()));
        assertInvalid("backfill", () -> caller.service.recordEvents(RecordEventsRequest.newBuilder()
                .setBackfill("\0").addEvents(caller.event("a1", "e1")).build()));
    }

    @Test
    void a_replay_names_the_argument_that_is_wrong() {
        assertInvalid("log_partition", () -> caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(12)));
        assertInvalid("log_partition", () -> caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(-1)));
        assertInvalid("from_offset", () -> caller.replay(ReplayPartitionRequest.newBuilder().setFromOffset(-1)));
        assertInvalid("through_offset", () -> caller.replay(ReplayPartitionRequest.newBuilder().setThroughOffset(-1)));
        assertInvalid("tenant", () -> caller.replay(ReplayPartitionRequest.newBuilder().setAccount("a1")));
        assertInvalid("tenant", () -> caller.replay(ReplayPartitionRequest.newBuilder().setTenant("A")));
        assertInvalid("account", () -> caller.replay(ReplayPartitionRequest.newBuilder().setTenant("a").setAccount("a b")));
    }

    private void listEvents(ListEventsRequest.Builder request) {
        caller.service.listEvents(request.build());
    }

    private void listQuarantined(ListQuarantinedEventsRequest.Builder request) {
        caller.service.listQuarantinedEvents(request.build());
    }

    private void begin(String parent, String id) {
        caller.service.beginBackfill(BeginBackfillRequest.newBuilder().setParent(parent).setBackfillId(id).build());
    }
}
