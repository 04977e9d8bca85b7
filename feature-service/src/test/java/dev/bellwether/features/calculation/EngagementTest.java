package dev.bellwether.features.calculation;

import static dev.bellwether.features.testing.Facts.date;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Engaged time without sessions, breadth without features, tenure and contacts. The day is 2026-03-31; values by hand.
class EngagementTest {

    private final Facts facts = Facts.of("a1");

    private Features features() {
        return features(facts.events());
    }

    private static Features features(List<Event> events) {
        AccountState state = new AccountState();
        events.forEach(state::add);
        return new FeatureCalculation().at(state, Days.of(LocalDate.parse("2026-03-31"))).features(PeerReference.NONE);
    }

    @Test
    void engaged_time_is_estimated_from_the_slots_of_ten_minutes_with_activity() {
        // 09:00 to 09:25 is three slots, and the gap of 20 minutes is filled: 30 minutes. 10:00 is a session of its own: 10 minutes.
        facts.at("2026-03-30T09:03:00Z").named("ana").at("2026-03-30T09:25:00Z").named("ana").at("2026-03-30T10:01:00Z").named("ana");
        assertThat(features().getEngagementBasis()).isEqualTo("estimated");
        assertThat(features().getEngagedMinutes28()).isEqualTo(40);
        assertThat(features().getEngagedSessionMinutes28()).isEqualTo(20);
        assertThat(features().getSessions28()).isZero();
    }

    @Test
    void the_duration_of_a_use_counts_back_from_its_moment() {
        facts.at("2026-03-30T10:00:00Z");
        facts.add(facts.event().setUser("ana").setFeatureUsed(
                FeatureUsed.newBuilder().setFeature("board").setDuration(Duration.newBuilder().setSeconds(1_801))));
        // From 09:30:00 to 10:00:00: the slots of 09:30, 09:40, 09:50 and 10:00.
        assertThat(features().getEngagedMinutes28()).isEqualTo(40);
    }

    @Test
    void sessions_that_are_sent_win_over_the_estimate() {
        facts.on("2026-03-30").named("ana").session("ana", 90);
        assertThat(features().getEngagementBasis()).isEqualTo("sessions");
        assertThat(features().getEngagedSessionMinutes28()).isEqualTo(1.5);
    }

    @Test
    void of_many_people_eight_stand_for_all_in_whatever_order_they_came() {
        for (int user = 0; user < 40; user++) {
            facts.at("2026-03-%02dT09:00:00Z".formatted(20 + user % 3)).named("user-" + user);
        }
        // Each has one slot on one day: 40 × 10 minutes.
        assertThat(features().getEngagedMinutes28()).isEqualTo(400);
        assertThat(features(facts.events().reversed())).isEqualTo(features());
    }

    @Test
    void named_events_tell_the_breadth_when_there_are_no_features_and_three_names() {
        facts.on("2026-03-30").named("ana", "exported").named("ana", "shared");
        assertThat(features().hasUsageBreadth28()).isFalse();
        facts.named("ana", "invited");
        assertThat(features().getUsageBreadth28()).isEqualTo(3);
        facts.featureUsed("ana", "board", 1);
        assertThat(features().getUsageBreadth28()).isEqualTo(1);
    }

    @Test
    void tenure_counts_from_the_sign_up_that_the_profile_gives() {
        facts.on("2026-03-30").profile(p -> p.setSignedUpOn(date("2024-03-31")));
        assertThat(features().getTenureDays()).isEqualTo(730);
        assertThat(features().getDaysSinceSignUp()).isEqualTo(730);
        assertThat(features().getKnownDays()).isEqualTo(1);
    }

    @Test
    void an_account_that_was_never_contacted_is_neglected_since_its_beginning_and_recognizable() {
        facts.on("2026-01-30").signIn("ana");
        assertThat(features().getDaysSinceLastContact()).isEqualTo(60);
        assertThat(features().getEverContacted()).isZero();
        facts.on("2026-03-01").contact().on("2026-03-20").contact();
        assertThat(features().getDaysSinceLastContact()).isEqualTo(11);
        assertThat(features().getEverContacted()).isEqualTo(1);
        assertThat(features().getContacts28()).isEqualTo(1);
        assertThat(features().getContacts90()).isEqualTo(2);
    }

    @Test
    void the_reason_of_the_last_cancellation_is_known_while_nothing_is_active() {
        facts.on("2026-03-01").started("s", "Pro", "10", 1).on("2026-03-10");
        facts.add(facts.event().setSubscriptionCancelled(
                dev.bellwether.ingestion.v1.SubscriptionCancelled.newBuilder().setSubscriptionId("s").setReason("pricing")));
        assertThat(features().getCancellationReason()).isEqualTo("pricing");
        facts.on("2026-03-20").started("s", "Pro", "10", 1);
        assertThat(features().hasCancellationReason()).isFalse();
    }
}
