package dev.bellwether.ingestion.api;

import static dev.bellwether.ingestion.api.Errors.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.v1.EraseAccountRequest;
import dev.bellwether.ingestion.v1.ErasuresGrpc;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.KnownAccount;
import dev.bellwether.ingestion.v1.ListAccountsRequest;
import dev.bellwether.ingestion.v1.ListAccountsResponse;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The list as callers see it, from the front door to the erasure.
@IngestionTest
class ListAccountsTest {

    private IngestionClient caller;
    private IngestionClient neighbour;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
        neighbour = new IngestionClient();
    }

    @AfterEach
    void close() throws InterruptedException {
        caller.close();
        neighbour.close();
    }

    @Test
    void accounts_of_the_tenant_alone_are_listed_by_id_page_by_page_with_when_something_last_happened() {
        caller.record(IntStream.range(0, 30).mapToObj(i -> caller.event("a" + i, "e" + i)).toArray(Event.Builder[]::new));
        neighbour.record(neighbour.event("a7", "e"), neighbour.event("theirs", "e"));
        List<String> expected = IntStream.range(0, 30).mapToObj(i -> "tenants/" + caller.tenant + "/accounts/a" + i).sorted().toList();

        List<KnownAccount> listed = Eventually.eventually(() -> all(caller, 7), it -> it.size() >= expected.size());
        assertThat(listed).extracting(KnownAccount::getName).isEqualTo(expected);
        assertThat(Dates.instant(listed.getFirst().getLastEventTime())).as("to the microsecond, as the index has it").isCloseTo(
                Dates.instant(caller.timeline("a0", events -> events.size() == 1).getFirst().getEvent().getOccurredAt()),
                within(1, ChronoUnit.MICROS));
        assertThat(Eventually.eventually(() -> all(neighbour, 1_000), it -> it.size() >= 2)).extracting(KnownAccount::getName)
                .containsExactly("tenants/" + neighbour.tenant + "/accounts/a7", "tenants/" + neighbour.tenant + "/accounts/theirs");
    }

    @Test
    void an_erased_account_is_not_listed_any_more_and_one_that_was_only_rejected_never_was() {
        caller.record(caller.event("gone", "e1"), caller.event("stays", "e1"), caller.event("rejected", "e1").setUser("x".repeat(300)));
        Eventually.eventually(() -> all(caller, 100), it -> it.size() == 2);
        ErasuresGrpc.newBlockingStub(caller.channel)
                .eraseAccount(EraseAccountRequest.newBuilder().setName("tenants/" + caller.tenant + "/accounts/gone").build());
        assertThat(Eventually.eventually(() -> all(caller, 100), it -> it.size() < 2)).extracting(KnownAccount::getName)
                .containsExactly("tenants/" + caller.tenant + "/accounts/stays");
    }

    @Test
    void the_argument_that_is_wrong_is_named() {
        String tenant = "tenants/" + caller.tenant;
        assertInvalid("parent", () -> list(ListAccountsRequest.newBuilder()));
        assertInvalid("parent", () -> list(ListAccountsRequest.newBuilder().setParent("tenants/Acme")));
        assertInvalid("page_size", () -> list(ListAccountsRequest.newBuilder().setParent(tenant).setPageSize(-1)));
        assertInvalid("page_token", () -> list(ListAccountsRequest.newBuilder().setParent(tenant).setPageToken("nonsense")));
    }

    private ListAccountsResponse list(ListAccountsRequest.Builder request) {
        return caller.service.listAccounts(request.build());
    }

    private static List<KnownAccount> all(IngestionClient of, int size) {
        List<KnownAccount> all = new ArrayList<>();
        ListAccountsRequest.Builder request = ListAccountsRequest.newBuilder().setParent("tenants/" + of.tenant).setPageSize(size);
        do {
            ListAccountsResponse page = of.service.listAccounts(request.build());
            assertThat(page.getAccountsCount()).isLessThanOrEqualTo(size);
            all.addAll(page.getAccountsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all;
    }
}
