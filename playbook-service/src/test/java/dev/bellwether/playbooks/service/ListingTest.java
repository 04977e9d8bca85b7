package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.POWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.embedded.testing.BadRequests;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.GetPlaybookRequest;
import dev.bellwether.playbooks.v1.ListPlaybooksRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.Playbook;
import dev.bellwether.playbooks.v1.PlaybooksGrpc;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsRequest;
import dev.bellwether.segmentation.v1.MembershipEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListingTest {
    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    private List<Recommendation> pages(ListRecommendationsRequest request) {
        var all = new ArrayList<Recommendation>();
        String token = "";
        do {
            var page = service.playbooks().listRecommendations(request.toBuilder().setPageToken(token).build());
            assertThat(page.getRecommendationsCount()).isLessThanOrEqualTo(request.getPageSize());
            all.addAll(page.getRecommendationsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }

    /// Twenty accounts at risk, of which each four have the same revenue; ten power users.
    private void prepare(String tenant) {
        var events = new ArrayList<MembershipEvent>();
        for (int i = 0; i < 20; i++) {
            events.add(memberships.entered(new AccountKey(tenant, "risk-" + i), 1, AT_RISK, 100 * (i / 4)));
        }
        for (int i = 0; i < 10; i++) {
            events.add(memberships.entered(new AccountKey(tenant, "power-" + i), 1, POWER, 100 * i));
        }
        memberships.publish(events.toArray(MembershipEvent[]::new));
        service.awaitRead();
    }

    @Test
    void an_invalid_request_is_refused_with_its_field_and_a_valid_example() {
        BadRequests.of(PlaybooksGrpc.getServiceDescriptor(), request -> {
            var named = request.toBuilder();
            request.getDescriptorForType().getFields().stream().filter(field -> field.getJavaType() == JavaType.STRING).forEach(field -> {
                switch (field.getName()) {
                    case "parent" -> named.setField(field, "tenants/t");
                    case "name" ->
                        named.setField(field, request instanceof GetPlaybookRequest ? "tenants/t/playbooks/p" : "tenants/t/recommendations/"
                                + "8b0d5e76-8a32-3c3f-9d0a-0d4b8d3b6a11");
                    case "user", "reason" -> named.setField(field, "ana");
                    default -> {}
                }
            });
            return switch (named.build()) {
                case SnoozeRecommendationRequest snooze -> snooze.toBuilder().setUntil(Timestamps.fromSeconds(4_102_444_800L)).build();
                case CompleteRecommendationRequest complete -> complete.toBuilder().setOutcome(Outcome.SUCCEEDED).build();
                case Message other -> other;
            };
        }).forEach(wrong -> wrong.check(service.channel()));
    }

    @Test
    void an_unknown_value_is_refused_with_the_known_ones() {
        assertThatThrownBy(
                () -> service.playbooks().getPlaybook(GetPlaybookRequest.newBuilder().setName("tenants/t/playbooks/none").build()))
                .hasMessageContaining("There is no playbook 'none'; there are enterprise-")
                .hasMessageContaining("enterprise-churn-prevention, ");
        String id = "tenants/t/recommendations/8b0d5e76-8a32-3c3f-9d0a-0d4b8d3b6a11";
        assertThatThrownBy(() -> service.get(id)).hasMessageContaining("There is no recommendation " + id);
        assertThatThrownBy(
                () -> service.playbooks().acceptRecommendation(AcceptRecommendationRequest.newBuilder().setName(id).setUser("ana").build()))
                .hasMessageContaining("There is no recommendation " + id);
    }

    @Test
    void a_page_token_of_other_playbooks_or_another_list_is_refused() {
        var playbooks = ListPlaybooksRequest.newBuilder().setParent("tenants/t").setPageSize(1).build();
        String token = service.playbooks().listPlaybooks(playbooks).getNextPageToken();
        assertThat(service.playbooks().listPlaybooks(playbooks.toBuilder().setPageSize(3).setPageToken(token).build()).getPlaybooksCount())
                .isEqualTo(3);
        assertThatThrownBy(
                () -> service.playbooks().listPlaybooks(playbooks.toBuilder().setParent("tenants/u").setPageToken(token).build()))
                .hasMessageContaining("page_token: belongs to another question");
        assertThatThrownBy(() -> service.playbooks()
                .listRecommendations(ListRecommendationsRequest.newBuilder().setParent("tenants/t").setPageToken(token).build()))
                .hasMessageContaining("page_token: ");
    }

    @Test
    void pages_hold_each_recommendation_once_by_value_also_while_others_come_and_go() {
        prepare("paging");
        var request = ListRecommendationsRequest.newBuilder()
                .setParent("tenants/paging")
                .setPageSize(7)
                .build();
        List<Recommendation> all = pages(request);
        // One call for each account at risk, an offer and an invitation for each power user.
        assertThat(all).hasSize(40);
        assertThat(all).extracting(Recommendation::getName).doesNotHaveDuplicates();
        assertThat(all).isSortedAccordingTo(
                Comparator.comparingDouble(Recommendation::getValueAtStake).reversed());
        assertThat(pages(request.toBuilder().setPageSize(1000).build())).isEqualTo(all);

        var first = service.playbooks().listRecommendations(request);
        // The newcomer is worth more than all others: it belongs on the page that was read already.
        memberships.publish(memberships.entered(new AccountKey("paging", "late"), 1, AT_RISK, 1_000_000));
        service.awaitRead();
        var second = service.playbooks()
                .listRecommendations(request.toBuilder().setPageToken(first.getNextPageToken()).build());
        assertThat(second.getRecommendationsList()).isEqualTo(all.subList(7, 14));
    }

    @Test
    void lists_can_be_narrowed_by_segment_kind_and_account() {
        prepare("narrow");
        var request = ListRecommendationsRequest.newBuilder().setParent("tenants/narrow").setPageSize(1000);
        assertThat(pages(request.clone().setSegment(POWER).build())).hasSize(20)
                .allMatch(each -> each.getSegment().equals(POWER));
        assertThat(pages(request.clone().setKind(ActionKind.ADVOCACY).build())).hasSize(10)
                .allMatch(each -> each.getKind() == ActionKind.ADVOCACY);
        assertThat(pages(request.clone().setAccount("power-3").build())).hasSize(2)
                .allMatch(each -> each.getAccount().equals("power-3"));
        assertThat(pages(request.clone().setSegment(AT_RISK).setKind(ActionKind.ADVOCACY).build())).isEmpty();
        assertThat(pages(request.clone().setStatus(Recommendation.Status.COMPLETED).build())).isEmpty();
    }

    @Test
    void the_summary_counts_what_is_open() {
        prepare("summary");
        var rows = service.playbooks()
                .summarizeRecommendations(SummarizeRecommendationsRequest.newBuilder().setParent("tenants/summary").build())
                .getRowsList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).getSegment()).isEqualTo(AT_RISK);
        assertThat(rows.get(0).getOpen()).isEqualTo(20);
        // Four accounts each with 0, 100, 200, 300 and 400 a month: 4 × 1,000 × 12.
        assertThat(rows.get(0).getValueAtStake()).isEqualTo(48_000);
        assertThat(rows.get(1).getSegment()).isEqualTo(POWER);
        assertThat(rows.get(1).getKind()).isEqualTo(ActionKind.UPSELL);
        // A fifth of 12 × (0 + 100 + … + 900).
        assertThat(rows.get(1).getValueAtStake()).isCloseTo(10_800, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(rows.get(2).getKind()).isEqualTo(ActionKind.ADVOCACY);
    }

    @Test
    void a_wrong_question_is_refused_by_its_field() {
        var request = ListRecommendationsRequest.newBuilder().setParent("tenants/wrong").build();
        assertThatThrownBy(() -> service.playbooks().listRecommendations(request.toBuilder().setParent("wrong").build()))
                .hasMessageContaining("INVALID_ARGUMENT: parent");
        assertThatThrownBy(() -> service.playbooks().listRecommendations(request.toBuilder().setPageSize(-1).build()))
                .hasMessageContaining("INVALID_ARGUMENT: page_size");
        assertThatThrownBy(() -> service.playbooks().listRecommendations(request.toBuilder().setPageToken("x").build()))
                .hasMessageContaining("INVALID_ARGUMENT: page_token");
        assertThatThrownBy(() -> service.playbooks().listRecommendations(request.toBuilder().setKindValue(99).build()))
                .hasMessageContaining("INVALID_ARGUMENT: kind");
        assertThatThrownBy(() -> service.playbooks().listRecommendations(request.toBuilder().setStatusValue(99).build()))
                .hasMessageContaining("INVALID_ARGUMENT: status");
    }

    @Test
    void a_page_token_goes_with_its_own_question_only() {
        prepare("token");
        var request = ListRecommendationsRequest.newBuilder().setParent("tenants/token").setPageSize(5).build();
        String token = service.playbooks().listRecommendations(request).getNextPageToken();
        assertThatThrownBy(() -> service.playbooks()
                .listRecommendations(request.toBuilder().setSegment(POWER).setPageToken(token).build()))
                .hasMessageContaining("INVALID_ARGUMENT: page_token");
    }

    @Test
    void playbooks_are_listed_by_id_and_each_can_be_had() {
        var names = new ArrayList<String>();
        String token = "";
        do {
            var page = service.playbooks()
                    .listPlaybooks(ListPlaybooksRequest.newBuilder()
                            .setParent("tenants/any")
                            .setPageSize(4)
                            .setPageToken(token)
                            .build());
            page.getPlaybooksList().forEach(each -> names.add(each.getName()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        assertThat(names).hasSize(17).isSorted().doesNotHaveDuplicates();
        Playbook call = service.playbooks()
                .getPlaybook(GetPlaybookRequest.newBuilder()
                        .setName("tenants/any/playbooks/enterprise-churn-prevention")
                        .build());
        assertThat(call.getVersion()).isEqualTo(1);
        assertThat(call.getDueDays()).isEqualTo(2);
        assertThat(call.getSegmentsList()).containsExactly(AT_RISK);
        assertThatThrownBy(() -> service.playbooks()
                .getPlaybook(GetPlaybookRequest.newBuilder().setName("tenants/any/playbooks/none").build()))
                .hasMessageContaining("NOT_FOUND");
    }
}
