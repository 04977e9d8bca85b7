package dev.bellwether.ingestion.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.AbandonBackfillRequest;
import dev.bellwether.ingestion.v1.Backfill;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.GetBackfillRequest;
import dev.bellwether.ingestion.v1.ListBackfillsRequest;
import dev.bellwether.ingestion.v1.ListBackfillsResponse;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsResponse;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import io.grpc.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class BackfillTest {

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
    void the_events_of_a_backfill_are_counted_once_and_their_source_is_named() {
        String name = caller.beginBackfill("counted").getName();
        RecordEventsRequest.Builder many = RecordEventsRequest.newBuilder().setBackfill("counted");
        // Twenty accounts, so in several partitions.
        IntStream.range(0, 20).forEach(i -> many.addEvents(caller.event("c" + i, "e1").setSource(i < 15 ? "crm" : "billing")));
        caller.service.recordEvents(many.build());
        caller.service.recordEvents(many.build());
        caller.service.recordEvents(many.clone().clearEvents().addEvents(caller.event("c3", "last").clearSource()).build());
        caller.record(caller.event("c3", "now"));
        caller.timeline("c3", events -> events.size() == 3);

        GetBackfillRequest asked = GetBackfillRequest.newBuilder().setName(name).build();
        Backfill counted = Eventually.eventually(() -> caller.service.getBackfill(asked), backfill -> backfill.getEventCount() >= 21);
        assertThat(counted.getEventCount()).isEqualTo(21);
        assertThat(counted.getSourcesList()).containsExactly("", "billing", "crm");
        assertThat(caller.service.listBackfills(ListBackfillsRequest.newBuilder().setParent("tenants/" + caller.tenant).build())
                .getBackfillsList())
                .containsExactly(counted);
    }

    @Test
    void of_very_many_sources_the_first_ten_are_told() {
        caller.beginBackfill("sources");
        RecordEventsRequest.Builder many = RecordEventsRequest.newBuilder().setBackfill("sources");
        IntStream.range(0, 40).forEach(i -> many.addEvents(caller.event("one", "e" + i).setSource("s" + (10 + i))));
        caller.service.recordEvents(many.build());
        caller.timeline("one", events -> events.size() == 40);

        assertThat(caller.service
                .getBackfill(GetBackfillRequest.newBuilder().setName("tenants/" + caller.tenant + "/backfills/sources").build())
                .getSourcesList()).containsExactly("s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19");
    }

    @Test
    void a_backfill_is_begun_filled_and_finished() {
        Backfill begun = caller.beginBackfill("import-1");
        assertThat(begun.getName()).isEqualTo("tenants/" + caller.tenant + "/backfills/import-1");
        assertThat(begun.getState()).isEqualTo(Backfill.State.OPEN);
        assertThat(begun.hasFinishTime()).isFalse();
        assertThat(caller.beginBackfill("import-1")).isEqualTo(begun);

        assertThat(send("import-1").getAccepted()).isEqualTo(1);
        assertThat(caller.timeline("a1", events -> events.size() == 1).getFirst().getBackfill()).isEqualTo("import-1");

        Backfill finished = caller.finishBackfill("import-1");
        assertThat(finished.getState()).isEqualTo(Backfill.State.FINISHED);
        assertThat(finished.getBeginTime()).isEqualTo(begun.getBeginTime());
        assertThat(caller.finishBackfill("import-1")).isEqualTo(finished);
        assertThat(caller.service.getBackfill(GetBackfillRequest.newBuilder().setName(begun.getName()).build())).isEqualTo(finished);

        for (int partition = 0; partition < 12; partition++) {
            BackfillFinished marker = Eventually.eventually(markersOf(partition), markers -> markers.size() == 1).getFirst();
            assertThat(marker.getBackfill()).isEqualTo("import-1");
            assertThat(Dates.day(marker.getCloseThrough())).isEqualTo(Dates.dayOf(Dates.instant(finished.getFinishTime())).minusDays(1));
        }
    }

    @Test
    void a_tenant_has_one_open_backfill() {
        caller.beginBackfill("import-1");
        Errors.assertRefused(Status.Code.FAILED_PRECONDITION, "import-1", () -> caller.beginBackfill("import-2"));

        caller.finishBackfill("import-1");
        assertThat(caller.beginBackfill("import-2").getState()).isEqualTo(Backfill.State.OPEN);
    }

    @Test
    void a_finished_backfill_takes_no_more_events_and_is_not_begun_again() {
        caller.beginBackfill("import-1");
        caller.finishBackfill("import-1");
        Errors.assertRefused(Status.Code.FAILED_PRECONDITION, "import-1", () -> send("import-1"));
        Errors.assertRefused(Status.Code.FAILED_PRECONDITION, "import-1", () -> caller.beginBackfill("import-1"));
    }

    @Test
    void an_abandoned_one_takes_no_more_events_and_closes_no_day_of_the_past() {
        Backfill open = caller.beginBackfill("import-1");
        send("import-1");
        AbandonBackfillRequest abandon = AbandonBackfillRequest.newBuilder().setName(open.getName()).build();
        Backfill abandoned = caller.service.abandonBackfill(abandon);
        assertThat(abandoned.getState()).isEqualTo(Backfill.State.FINISHED);
        assertThat(abandoned.getAbandoned()).isTrue();
        assertThat(caller.service.abandonBackfill(abandon)).isEqualTo(abandoned);
        assertThat(caller.finishBackfill("import-1")).isEqualTo(abandoned);
        Errors.assertRefused(Status.Code.FAILED_PRECONDITION, "import-1", () -> send("import-1"));
        for (int partition = 0; partition < 12; partition++) {
            BackfillFinished marker = Eventually.eventually(markersOf(partition), markers -> markers.size() == 1).getFirst();
            assertThat(Dates.day(marker.getCloseThrough())).isEqualTo("0001-01-01");
        }
        caller.beginBackfill("import-2");
        caller.finishBackfill("import-2");
        Errors.assertRefused(Status.Code.FAILED_PRECONDITION, "finished", () -> caller.service.abandonBackfill(
                AbandonBackfillRequest.newBuilder().setName("tenants/" + caller.tenant + "/backfills/import-2").build()));
    }

    @Test
    void they_are_listed_page_by_page_begun_last_first() {
        for (String id : List.of("c", "a", "b")) {
            caller.beginBackfill(id);
            caller.finishBackfill(id);
        }
        caller.beginBackfill("open");
        ListBackfillsRequest.Builder request = ListBackfillsRequest.newBuilder().setParent("tenants/" + caller.tenant).setPageSize(2);
        List<String> ids = new ArrayList<>();
        do {
            ListBackfillsResponse page = caller.service.listBackfills(request.build());
            assertThat(page.getBackfillsCount()).isEqualTo(2);
            page.getBackfillsList().forEach(backfill -> ids.add(backfill.getName().replaceAll(".*/", "") + " " + backfill.getState()));
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        assertThat(ids).containsExactly("open OPEN", "b FINISHED", "a FINISHED", "c FINISHED");
    }

    @Test
    void a_backfill_that_was_never_begun_is_not_found() {
        Errors.assertRefused(Status.Code.NOT_FOUND, "backfills/none", () -> send("none"));
        Errors.assertRefused(Status.Code.NOT_FOUND, "backfills/none", () -> caller.finishBackfill("none"));
        Errors.assertRefused(Status.Code.NOT_FOUND, "backfills/none", () -> caller.service.getBackfill(
                GetBackfillRequest.newBuilder().setName("tenants/" + caller.tenant + "/backfills/none").build()));
    }

    @Test
    void an_event_of_another_tenant_does_not_get_into_a_backfill() {
        caller.beginBackfill("import-1");
        RecordEventsResponse response = caller.service.recordEvents(RecordEventsRequest.newBuilder()
                .setBackfill("import-1")
                .addEvents(caller.event("a1", "bad").clearTenant())
                .addEvents(caller.event("a1", "mine"))
                .addEvents(caller.event("a1", "theirs").setTenant("another-tenant"))
                .build());

        assertThat(response.getAccepted()).isEqualTo(1);
        assertThat(response.getRejectedList())
                .extracting(rejected -> rejected.getIndex() + " " + rejected.getField() + " " + rejected.getReason())
                .containsExactly("0 tenant REQUIRED", "2 tenant OTHER_TENANT");
    }

    private Callable<List<BackfillFinished>> markersOf(int partition) {
        return () -> caller.replay(ReplayPartitionRequest.newBuilder().setLogPartition(partition)).stream()
                .filter(entry -> entry.getEntry().hasBackfillFinished())
                .map(entry -> entry.getEntry().getBackfillFinished())
                .filter(marker -> marker.getTenant().equals(caller.tenant))
                .toList();
    }

    private RecordEventsResponse send(String backfill) {
        return caller.service.recordEvents(RecordEventsRequest.newBuilder()
                .setBackfill(backfill)
                .addEvents(caller.event("a1", "e1").setOccurredAt(Dates.timestamp(Instant.now().minusSeconds(86_400 * 100L))))
                .build());
    }
}
