package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.bellwether.ingestion.v1.EraseAccountRequest;
import dev.bellwether.ingestion.v1.GetErasureRequest;
import dev.bellwether.ingestion.v1.KnownAccount;
import dev.bellwether.ingestion.v1.ListAccountsRequest;
import dev.bellwether.ingestion.v1.ListAccountsResponse;
import dev.bellwether.local.training.StandInServices;
import dev.bellwether.operations.v1.ExportAccountRequest;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts that there are, page by page, and those that never were. The services hold five accounts of the tenant acme, a1 to a5, and give
/// two a page.
class UnknownAccountsTest {

    private static final int ACCOUNTS = 5;
    private static final int PAGE = 2;

    @TempDir
    private Path data;

    private final List<Message> asked = new ArrayList<>();

    @Test
    void an_account_that_never_was_is_not_erased_and_the_refusal_says_so() throws Exception {
        Printed refused = run("erase", "globx", "--tenant", "acme", "--yes");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text()).contains("Nothing is held of an account 'globx' of the tenant acme").contains("Nothing was erased")
                .contains("lost for ever").contains("./bellwether tenant accounts acme").contains("--even-if-unknown");
        assertThat(asked).noneMatch(EraseAccountRequest.class::isInstance);
    }

    @Test
    void an_account_that_never_was_is_erased_when_it_is_asked_for() throws Exception {
        run("erase", "globx", "--tenant", "acme", "--yes", "--even-if-unknown", "--wait", "0");

        assertThat(asked).anyMatch(EraseAccountRequest.class::isInstance);
    }

    @Test
    void an_account_that_never_was_is_not_exported_and_the_refusal_says_so() throws Exception {
        Path file = data.resolve("globx.json");
        Printed refused = run("export", "globx", "--tenant", "acme", "--output", file.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text()).contains("Nothing is held of an account 'globx' of the tenant acme")
                .contains("./bellwether tenant accounts acme");
        assertThat(file).doesNotExist();
    }

    @Test
    void accounts_are_shown_up_to_a_limit_and_the_next_ones_follow() throws Exception {
        Printed first = run("tenant", "accounts", "acme", "--limit", "2");
        assertThat(first.code()).isZero();
        assertThat(first.text()).contains("a1", "a2", "There are more: --after t2 shows the next, --all shows all.").doesNotContain("a3");

        Printed second = run("tenant", "accounts", "acme", "--limit", "2", "--after", "t2");
        assertThat(second.text()).contains("a3", "a4", "--after t4").doesNotContain("a2", "a5");

        Printed last = run("tenant", "accounts", "acme", "--limit", "2", "--after", "t4");
        assertThat(last.text()).contains("a5").doesNotContain("a4", "There are more");
    }

    @Test
    void a_limit_beyond_a_page_takes_several() throws Exception {
        assertThat(run("tenant", "accounts", "acme", "--limit", "5").text()).contains("a1", "a2", "a3", "a4", "a5")
                .doesNotContain("There are more");
    }

    @Test
    void all_accounts_are_one_a_line_whatever_the_limit() throws Exception {
        assertThat(run("tenant", "accounts", "acme", "--all").text().lines()).containsExactly("a1", "a2", "a3", "a4", "a5");
        assertThat(run("tenant", "accounts", "acme", "--all", "--json").text().lines()).hasSize(ACCOUNTS)
                .first().asString().startsWith("{").contains("\"a1\"");
    }

    @Test
    void a_tenant_without_accounts_and_a_limit_out_of_range_are_told() throws Exception {
        assertThat(run("tenant", "accounts", "globex").text()).contains("Nothing is kept of any account of the tenant globex.");
        Printed refused = run("tenant", "accounts", "acme", "--limit", "0");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text()).contains("--limit is 1 to 100,000, and not 0.");
    }

    private Printed run(String... command) throws Exception {
        try (StandInServices services = new StandInServices(this::answer)) {
            return Printed.by(services, data, command);
        }
    }

    private synchronized Optional<Message> answer(Message request, Message empty) {
        asked.add(request);
        return switch (request) {
            case GetErasureRequest _ -> throw Status.NOT_FOUND.asRuntimeException();
            case ExportAccountRequest _ -> Optional.empty();
            case ListAccountsRequest list -> Optional.of(page(list));
            default -> Optional.of(empty);
        };
    }

    private static ListAccountsResponse page(ListAccountsRequest list) {
        ListAccountsResponse.Builder page = ListAccountsResponse.newBuilder();
        if (!list.getParent().equals("tenants/acme")) {
            return page.build();
        }
        int from = list.getPageToken().isEmpty() ? 0 : Integer.parseInt(list.getPageToken().substring(1));
        int to = Math.min(ACCOUNTS, from + Math.min(PAGE, list.getPageSize()));
        for (int i = from + 1; i <= to; i++) {
            page.addAccounts(KnownAccount.newBuilder().setName("tenants/acme/accounts/a" + i));
        }
        return page.setNextPageToken(to < ACCOUNTS ? "t" + to : "").build();
    }
}
