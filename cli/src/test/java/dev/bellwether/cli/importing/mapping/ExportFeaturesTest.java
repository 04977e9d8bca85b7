package dev.bellwether.cli.importing.mapping;

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
import org.junit.jupiter.api.io.TempDir;

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

    /// An export that has ends alone: one that has been, one to come, two that stand for none.
    @Test
    void a_subscription_pays_until_its_end_whether_that_has_been_or_is_to_come(@TempDir Path folder) {
        List<Event> events = new Export(folder)
                .file("subs.csv", "id,account,start,end", "1,past,2026-01-10,2026-09-30", "2,planned,2026-02-01,2027-01-31",
                        "3,never,2026-03-01,9999-12-31", "4,open,2026-03-01,")
                .read(Export.mapping("""
                name: subs
                currency: EUR
                files:
                  - name: subs
                    file: subs.csv
                    account: row.account
                    id: row.id
                    events:
                      - fact: subscription_started
                        at: row.start
                        set: {subscription_id: row.id, mrr: "'100'"}
                      - fact: subscription_cancelled
                        when: row.end != ''
                        at: row.start
                        set: {subscription_id: row.id, ends_at: row.end}
                """)).events;
        assertThat(events).hasSize(4 + 2);
        for (String account : List.of("past", "planned", "never", "open")) {
            assertThat(features(events, account, "2026-09-29").getMrr()).isEqualTo(100);
            assertThat(features(events, account, "2026-11-30").getMrr()).isEqualTo(account.equals("past") ? 0 : 100);
        }
        assertThat(features(events, "planned", "2027-01-30").getCancelled()).isZero();
        assertThat(features(events, "planned", "2027-01-31").getCancelled()).isEqualTo(1);
        assertThat(features(events, "never", "2027-01-31").getCancelled()).isZero();
    }
}
