package dev.bellwether.local.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.calculation.FeatureCalculation;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.Event;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Exports of tools that keep dates alone, from their rows to the features of their accounts, by the services' own code.
class ExportFeaturesTest {

    private static List<Event> events(String name) throws URISyntaxException {
        Path folder = Path.of(ExportFeaturesTest.class.getResource("/trouble").toURI());
        Export export = new Export(folder.resolve(name + "-export"));
        return export.read(MappingReader.read(folder.resolve(name + "-mapping.yaml").toString())).events;
    }

    private static Features features(List<Event> events, String account, String day) {
        AccountState state = new AccountState();
        events.stream().filter(event -> event.getAccount().equals(account)).forEach(state::add);
        return new FeatureCalculation().at(state, Days.of(LocalDate.parse(day))).features(PeerReference.NONE);
    }

    @Test
    void a_case_opened_and_closed_on_one_date_is_closed() throws Exception {
        Features features = features(events("31"), "c31-globex", "2026-10-31");
        assertThat(features.getOpenCases()).isEqualTo(1);
        assertThat(features.getOpenUrgentCases()).isEqualTo(1);
    }

    @Test
    void a_subscription_started_and_ended_on_one_date_has_churned_from_its_first_day() throws Exception {
        List<Event> events = events("31");
        for (int i = 1; i <= 10; i++) {
            for (String day : List.of("2026-10-" + (i < 10 ? "0" + i : i), "2026-10-31")) {
                Features features = features(events, "c31-s" + i, day);
                assertThat(features.getMrr()).isZero();
                assertThat(features.getSeats()).isZero();
                assertThat(features.getCancelled()).isEqualTo(1);
            }
        }
        assertThat(features(events, "c31-s11", "2026-10-15").getMrr()).isEqualTo(490);
        assertThat(features(events, "c31-s11", "2026-10-31").getMrr()).isZero();
        assertThat(features(events, "c31-s11", "2026-10-31").getCancelled()).isEqualTo(1);
    }

    /// The row without a score gives an answer without one, which the front door refuses, and never a 0.
    @Test
    void an_empty_cell_is_no_score_and_a_zero_is_one() throws Exception {
        List<Event> events = events("38");
        assertThat(events).filteredOn(event -> event.hasSurveyAnswered() && !event.getSurveyAnswered().hasScore())
                .extracting(Event::getAccount).containsExactly("c38-csv-none");
        List<Event> accepted = events.stream().filter(event -> !event.hasSurveyAnswered() || event.getSurveyAnswered().hasScore()).toList();
        assertThat(features(accepted, "c38-csv-zero", "2026-10-31").getNps()).isZero();
        assertThat(features(accepted, "c38-csv-zero", "2026-10-31").hasNps()).isTrue();
        assertThat(features(accepted, "c38-csv-none", "2026-10-31").hasNps()).isFalse();
    }
}
