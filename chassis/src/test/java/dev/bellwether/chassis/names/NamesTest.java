package dev.bellwether.chassis.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal.InvalidArgument;
import dev.bellwether.ingestion.v1.ListAccountsRequest;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventsRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void an_accounts_name_is_read_as_it_is_written() {
        var account = new AccountKey("acme", "A-1:x");
        assertThat(ResourceNames.account(account)).isEqualTo("tenants/acme/accounts/A-1:x");
        assertThat(ResourceNames.parseAccount("name", "tenants/acme/accounts/A-1:x")).isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "acme", "tenants/acme", "tenants/acme/accounts/", "tenants//accounts/a", "tenants/acme/users/a", "tenants/acme/accounts/a/b",
        "tenants/Acme/accounts/a", "tenants/acme/accounts/a b", "tenants/acme/accounts/é", "/tenants/acme/accounts/a"
    })
    void what_is_not_an_accounts_name_is_refused_with_the_field(String name) {
        assertThatThrownBy(() -> ResourceNames.parseAccount("account", name))
                .isInstanceOfSatisfying(InvalidArgument.class, refusal -> assertThat(refusal.field()).isEqualTo("account"));
    }

    @Test
    void a_service_describes_its_own_names() {
        var version = ResourcePattern.of("tenants/{tenant}/schemes/lifecycle/versions/{version}");
        assertThat(version.format("acme", "3")).isEqualTo("tenants/acme/schemes/lifecycle/versions/3");
        assertThat(version.parse("name", "tenants/acme/schemes/lifecycle/versions/-")).containsExactly("acme", "-");
        assertThatThrownBy(() -> version.parse("name", "tenants/acme/schemes/other/versions/3")).isInstanceOf(InvalidArgument.class);
    }

    @Test
    void a_page_token_gives_back_the_position_it_was_made_from() {
        assertThat(PageToken.position(PageToken.after("acme", "", "2026-01-01"), 3)).containsExactly("acme", "", "2026-01-01");
        assertThat(PageToken.position("", 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!", "AAAAAAAA", "bm9uc2Vuc2U"})
    void a_page_token_that_is_none_of_ours_is_refused(String token) {
        assertThatThrownBy(() -> PageToken.position(token, 1))
                .isInstanceOfSatisfying(InvalidArgument.class, refusal -> assertThat(refusal.field()).isEqualTo("page_token"));
    }

    @Test
    void a_page_token_of_another_list_is_refused() {
        assertThatThrownBy(() -> PageToken.position(PageToken.after("a", "b"), 3)).isInstanceOf(InvalidArgument.class);
    }

    @Test
    void a_page_token_goes_with_its_question_whatever_the_size_of_the_page() {
        var question = ListEventsRequest.newBuilder().setParent("tenants/acme/accounts/a").build();
        String token = PageToken.of(question, "p", "");
        assertThat(PageToken.position(question.toBuilder().setPageSize(7).setPageToken(token).build(), 2)).containsExactly("p", "");
        assertThat(PageToken.position(question, 2)).isEmpty();
        var other = question.toBuilder().setParent("tenants/acme/accounts/b").setPageToken(token).build();
        assertThatThrownBy(() -> PageToken.position(other, 2)).hasMessageContaining("belongs to another question");
        var otherCall = ListAccountsRequest.newBuilder().setParent("tenants/acme/accounts/a").setPageToken(token).build();
        assertThatThrownBy(() -> PageToken.position(otherCall, 2)).hasMessageContaining("belongs to another question");
    }

    @Test
    void a_page_size_is_ours_when_left_open_and_never_more_than_the_most() {
        // 100 and 1,000, as the contract says.
        assertThat(PageToken.size(ListEventsRequest.getDefaultInstance())).isEqualTo(100);
        assertThat(PageToken.size(ListEventsRequest.newBuilder().setPageSize(7).build())).isEqualTo(7);
        assertThat(PageToken.size(ListEventsRequest.newBuilder().setPageSize(5_000).build())).isEqualTo(1_000);
        // Of the 1,000 to 10,000 that a resubmission looks at.
        assertThat(PageToken.size(ResubmitQuarantinedEventsRequest.getDefaultInstance())).isEqualTo(1_000);
        assertThatThrownBy(() -> PageToken.size(ListEventsRequest.newBuilder().setPageSize(-1).build()))
                .isInstanceOf(InvalidArgument.class).hasMessage("must be 0 to 1000, and 0 gives 100; not -1");
    }
}
