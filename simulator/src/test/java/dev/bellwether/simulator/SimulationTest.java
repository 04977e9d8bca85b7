package dev.bellwether.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Timestamps;
import dev.bellwether.ingestion.v1.Event;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    private final Simulation simulation = simulation(120, 180, 1);

    @Test
    void the_same_seed_gives_the_same_events_to_the_byte() throws Exception {
        assertThat(digest(simulation(120, 180, 1).history())).isEqualTo(digest(simulation.history()));
        assertThat(simulation(120, 180, 1).live(500)).isEqualTo(simulation.live(500));
    }

    @Test
    void another_seed_gives_other_events() throws Exception {
        assertThat(digest(simulation(120, 180, 2).history())).isNotEqualTo(digest(simulation.history()));
    }

    @Test
    void reading_the_history_twice_or_playing_live_events_in_between_changes_nothing() throws Exception {
        String first = digest(simulation.history());
        simulation.live(2000);
        assertThat(digest(simulation.history())).isEqualTo(first);
    }

    @Test
    void more_accounts_change_nothing_about_those_that_were_there() {
        Set<String> few = simulation(50, 100, 1).truth().keySet();
        List<Event> alone = simulation(50, 100, 1).history().toList();
        List<Event> inCompany = simulation(120, 100, 1).history().filter(event -> few.contains(event.getAccount())).toList();
        assertThat(inCompany).isEqualTo(alone);
    }

    @Test
    void the_history_is_in_order_of_time_and_ends_before_today() {
        Instant last = Instant.MIN;
        for (Iterator<Event> events = simulation.history().iterator(); events.hasNext();) {
            Instant at = at(events.next());
            assertThat(at).isAfterOrEqualTo(last).isBefore(midnight(TODAY)).isAfterOrEqualTo(midnight(TODAY.minusDays(180)));
            last = at;
        }
        assertThat(last).isAfter(midnight(TODAY.minusDays(1)));
    }

    @Test
    void live_events_are_in_order_of_time_and_within_the_ten_minutes_that_may_lie_in_the_future() {
        for (int wanted : new int[] {1, 100, 5000}) {
            List<Event> live = simulation.live(wanted);
            assertThat(live).hasSize(wanted);
            assertThat(live).extracting(SimulationTest::at).isSorted()
                    .allMatch(at -> !at.isBefore(midnight(TODAY)) && at.isBefore(midnight(TODAY).plusSeconds(600)));
        }
    }

    @Test
    void every_event_keeps_to_the_documented_ranges() {
        simulation.history().forEach(DocumentedRanges::check);
        simulation.live(3000).forEach(DocumentedRanges::check);
    }

    @Test
    void event_ids_are_unique_within_account_and_source_live_ones_too() {
        Set<String> ids = new HashSet<>();
        Stream.concat(simulation.history(), simulation.live(5000).stream())
                .forEach(event -> assertThat(ids.add(event.getAccount() + "/" + event.getSource() + "/" + event.getEventId())).isTrue());
    }

    @Test
    void the_truth_covers_every_account_and_all_twelve_segments_even_of_forty_accounts() {
        Simulation small = simulation(40, 180, 7);
        Set<String> acted = small.history().map(Event::getAccount).collect(Collectors.toSet());
        assertThat(small.truth().keySet()).isEqualTo(acted).hasSize(40);
        assertThat(Set.copyOf(small.truth().values())).containsExactlyInAnyOrder(
                "enterprise-churned", "enterprise-new-user", "enterprise-at-risk", "enterprise-sleeping-giant",
                "enterprise-power-user", "enterprise-nurture-and-grow",
                "self-serve-churned", "self-serve-new-user", "self-serve-at-risk", "self-serve-sleeping-giant",
                "self-serve-power-user", "self-serve-nurture-and-grow");
    }

    @Test
    void a_quarter_of_the_accounts_are_enterprise() {
        long enterprise = simulation(400, 100, 3).truth().values().stream().filter(id -> id.startsWith("enterprise-")).count();
        assertThat(enterprise).isEqualTo(100);
    }

    @Test
    void no_event_names_a_stage_or_a_persona() {
        // That an account has cancelled is a fact and no secret.
        Pattern words = Pattern.compile(
                "at.risk|churn|sleeping|giant|power|nurture|new.user|declining|dormant|newcomer|moderate|silent",
                Pattern.CASE_INSENSITIVE);
        simulation.history().forEach(event -> assertThat(words.matcher(event.toByteString().toString(ISO_8859_1)).find())
                .as("%s", event.getEventId()).isFalse());
    }

    @Test
    void an_accounts_id_and_name_tell_nothing_about_its_segment() {
        // Were a first letter of the id or a word of the name tied to a segment, it would be far from its share somewhere.
        Simulation large = simulation(2000, 60, 5);
        Map<String, Integer> power = new HashMap<>();
        Map<String, Integer> all = new HashMap<>();
        large.truth().forEach((id, segment) -> {
            all.merge(id.substring(4, 5), 1, Integer::sum);
            power.merge(id.substring(4, 5), segment.endsWith("power-user") ? 1 : 0, Integer::sum);
        });
        // 7 of 40 are power users; 125 accounts a digit give a standard deviation of 0.034.
        assertThat(all).hasSize(16);
        all.forEach((digit, count) -> assertThat((double) power.get(digit) / count).as(digit).isCloseTo(7 / 40.0, within(4 * 0.034)));
    }

    @Test
    void an_accounts_first_event_is_its_profile_and_it_sends_none_after_cancelling() {
        Set<String> seen = new HashSet<>();
        Set<String> cancelled = new HashSet<>();
        simulation.history().forEach(event -> {
            if (seen.add(event.getAccount())) {
                assertThat(event.hasAccountProfile()).isTrue();
            }
            if (event.hasSubscriptionCancelled()) {
                cancelled.add(event.getAccount() + at(event).atZone(ZoneOffset.UTC).toLocalDate());
            }
            assertThat(event.hasFeatureUsed() && cancelled.stream().anyMatch(gone -> gone.startsWith(event.getAccount())
                    && !gone.endsWith(at(event).atZone(ZoneOffset.UTC).toLocalDate().toString()))).isFalse();
        });
        assertThat(cancelled).isNotEmpty();
    }

    @Test
    void weekends_are_quieter_than_workdays() {
        Map<Boolean, Long> sessions = simulation.history().filter(Event::hasSession).collect(Collectors.partitioningBy(
                event -> at(event).atZone(ZoneOffset.UTC).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0,
                Collectors.counting()));
        assertThat(sessions.get(true) / 2.0).isLessThan(sessions.get(false) / 5.0 / 2);
    }

    @Test
    void the_number_of_events_is_foretold_within_a_tenth() {
        for (Simulation any : List.of(simulation, simulation(400, 90, 4))) {
            assertThat((double) any.expectedHistoryEvents() / any.history().count()).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void five_thousand_accounts_and_180_days_are_two_to_three_and_a_half_million_events() {
        assertThat(simulation(5000, 180, 1).expectedHistoryEvents()).isBetween(2_000_000L, 3_500_000L);
    }

    @Test
    void a_window_too_short_for_a_persona_still_gives_a_history() {
        for (int days : new int[] {1, 2, 10, 45, 70, 95}) {
            Simulation brief = simulation(80, days, 2);
            brief.history().forEach(DocumentedRanges::check);
            assertThat(brief.history().map(Event::getAccount).distinct()).hasSize(80);
            assertThat(brief.truth()).hasSize(80);
        }
    }

    private static Simulation simulation(int accounts, int days, long seed) {
        return Simulation.create(new SimulationSettings("acme", accounts, days, seed, TODAY));
    }

    private static Instant at(Event event) {
        return Instant.ofEpochMilli(Timestamps.toMillis(event.getOccurredAt()));
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String digest(Stream<Event> events) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        events.forEach(event -> sha256.update(event.toByteArray()));
        return HexFormat.of().formatHex(sha256.digest());
    }
}
