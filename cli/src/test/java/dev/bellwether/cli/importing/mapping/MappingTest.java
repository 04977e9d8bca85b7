package dev.bellwether.cli.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {

    private static final String CASES_HEADER = "number,customer,by,opened,closed,urgency";

    @TempDir
    private Path folder;
    private Export export;

    @BeforeEach
    void newExport() {
        export = new Export(folder);
    }

    private static Mapping cases() {
        return Export.mapping("""
                name: desk
                files:
                  - name: cases
                    file: cases.csv
                    account: row.customer
                    id: row.number
                    user: row.by
                    events:
                      - fact: support_case_opened
                        at: row.opened
                        set:
                          case_id: row.number
                          priority: row.urgency
                      - fact: support_case_closed
                        when: row.closed != ''
                        at: row.closed
                        set: {case_id: row.number}
                """);
    }

    @Test
    void a_row_gives_the_events_whose_conditions_hold() {
        export.file("cases.csv", CASES_HEADER, "7,a1,eve,2026-01-02,2026-01-03 12:30:00,high", "8,a2,,2026-01-04T10:00:00Z,,low")
                .read(cases());

        assertThat(export.rows).containsExactly("cases:2 gives 2", "cases:3 gives 1");
        Event opened = export.events.getFirst();
        assertThat(opened.getTenant()).isEqualTo("acme");
        assertThat(opened.getSource()).isEqualTo("desk");
        assertThat(opened.getAccount()).isEqualTo("a1");
        assertThat(opened.getUser()).isEqualTo("eve");
        assertThat(opened.getEventId()).isEqualTo("cases/7/support_case_opened");
        assertThat(Dates.instant(opened.getOccurredAt())).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(opened.getSupportCaseOpened().getCaseId()).isEqualTo("7");
        assertThat(opened.getSupportCaseOpened().getPriority()).isEqualTo(CasePriority.HIGH);
        assertThat(Dates.instant(export.events.get(1).getOccurredAt())).isEqualTo(Instant.parse("2026-01-03T12:30:00Z"));
        assertThat(export.events.get(2).getUser()).isEmpty();
    }

    @Test
    void text_is_read_as_what_the_field_is() {
        Mapping mapping = Export.mapping("""
                name: billing
                currency: EUR
                files:
                  - name: subscriptions
                    file: subscriptions.csv
                    account: row.account
                    id: row.id
                    events:
                      - fact: subscription_started
                        at: row.start
                        set: {mrr: row.price, seats: row.seats, renewal_date: row.renewal, plan: row.plan}
                      - fact: feature_used
                        at: row.start
                        set: {feature: "'setup'", duration: double(row.minutes) * 60.0}
                """);
        export.file("subscriptions.csv", "id,account,start,price,seats,renewal,plan,minutes", "s1,a1,2026-01-02,12.5,9,2027-01-02,,1.5")
                .read(mapping);

        var started = export.events.getFirst().getSubscriptionStarted();
        assertThat(started.getMrr().getCurrencyCode()).isEqualTo("EUR");
        assertThat(started.getMrr().getUnits()).isEqualTo(12);
        assertThat(started.getMrr().getNanos()).isEqualTo(500_000_000);
        assertThat(started.getSeats()).isEqualTo(9);
        assertThat(started.getRenewalDate()).isEqualTo(Date.newBuilder().setYear(2027).setMonth(1).setDay(2).build());
        assertThat(started.getPlan()).isEmpty();
        assertThat(export.events.get(1).getFeatureUsed().getDuration().getSeconds()).isEqualTo(90);
    }

    @Test
    void an_empty_cell_is_no_value_and_a_zero_is_one_and_a_column_may_order_rows_of_one_time() {
        Mapping mapping = Export.mapping("""
                name: survey
                files:
                  - name: answers
                    file: answers.csv
                    account: row.account
                    id: row.id
                    events: [{fact: survey_answered, at: row.at, sequence: row.version, set: {kind: "'NPS'", score: row.nps}}]
                """);
        export.file("answers.csv", "id,account,at,nps,version", "1,a,2026-10-20,0,7", "2,a,2026-10-20,,", "3,a,2026-10-20,3,x")
                .read(mapping);

        assertThat(export.events.get(0).getSurveyAnswered().hasScore()).isTrue();
        assertThat(export.events.get(0).getSurveyAnswered().getScore()).isZero();
        assertThat(export.events.get(0).getSequence()).isEqualTo(7);
        assertThat(export.events.get(1).getSurveyAnswered().hasScore()).isFalse();
        assertThat(export.events.get(1).hasSequence()).isFalse();
        assertThat(export.broken).containsExactly("answers:4 BAD_VALUE [version] sequence: 'x' is not a number");
    }

    @Test
    void a_shift_moves_times_and_dates_by_whole_days() {
        Mapping mapping = Export.mapping("""
                name: billing
                files:
                  - name: renewals
                    file: renewals.csv
                    account: row.account
                    id: row.account
                    events: [{fact: subscription_renewed, at: row.at, set: {renewal_date: row.next}}]
                """);
        export.file("renewals.csv", "account,at,next", "a1,2024-12-31 10:00:00,2025-12-31");

        assertThat(mapping.survey(folder, Instant.parse("2026-11-30T00:00:00Z")).newest().place().orElseThrow().at())
                .isEqualTo("2024-12-31T10:00:00Z");
        export.read(mapping, new DayShift(365));
        assertThat(Dates.instant(export.events.getFirst().getOccurredAt())).isEqualTo(Instant.parse("2025-12-31T10:00:00Z"));
        assertThat(Dates.day(export.events.getFirst().getSubscriptionRenewed().getRenewalDate())).isEqualTo(LocalDate.of(2026, 12, 31));
    }

    @Test
    void a_lookup_finds_the_account_of_a_row_that_names_something_else() {
        Mapping mapping = Export.mapping("""
                name: usage
                lookups:
                  subscriptions: {file: subscriptions.csv, key: row.id}
                files:
                  - name: usage
                    file: usage.csv
                    account: lookup('subscriptions', row.subscription).account
                    id: row.id
                    events: [{fact: sign_in, at: row.day}]
                """);
        export.file("subscriptions.csv", "id,account", "s1,a1", "s2,a2")
                .file("usage.csv", "id,subscription,day", "u1,s2,2026-01-01", "u2,s9,2026-01-01", "u1,s1,2026-01-01")
                .read(mapping);

        assertThat(export.events).extracting(Event::getAccount).containsExactly("a2", "a1");
        assertThat(export.broken).containsExactly("usage:3 NOT_IN_LOOKUP [subscription] 's9' is not in the lookup subscriptions");
    }

    @Test
    void a_broken_row_is_told_with_its_line_and_column_and_the_others_go_through() {
        export.file("cases.csv", CASES_HEADER,
                "1,a1,,2026-01-02,,low",
                "2,a1,,soon,,low",
                "3,a1,,2026-01-02,,dreadful",
                ",a1,,2026-01-02,,low",
                "5,a1,,2026-01-02",
                "\"6\",a1,\"two",
                "lines\",2026-01-02,,low",
                "7,a1,,2026-13-02,,low").read(cases());

        assertThat(export.rows).containsExactly("cases:2 gives 1", "cases:7 gives 1");
        assertThat(export.broken).containsExactly(
                "cases:3 BAD_TIME [opened] at: 'soon' is neither a date nor a time such as 2024-10-16, 2024-10-16 03:00:00 or 2024-10-16T03:00:00Z",
                "cases:4 BAD_VALUE [urgency] priority: 'dreadful' is none of LOW, MEDIUM, HIGH, URGENT",
                "cases:5 MISSING [number] the row has no id",
                "cases:6 WRONG_NUMBER_OF_COLUMNS [] the row has 4 columns, the header 6",
                "cases:9 BAD_TIME [opened] at: '2026-13-02' is not a time: there is no month 13");
    }

    @Test
    void rows_with_the_same_id_in_different_accounts_are_different_events() {
        export.file("cases.csv", CASES_HEADER, "1,a1,,2026-01-02,,low", "1,a2,,2026-01-02,,low").read(cases());

        assertThat(export.events).extracting(event -> event.getAccount() + " " + event.getEventId())
                .containsExactly("a1 cases/1/support_case_opened", "a2 cases/1/support_case_opened");
    }

    @Test
    void two_events_of_one_kind_from_one_row_have_ids_of_their_own() {
        Mapping mapping = Export.mapping("""
                name: visits
                files:
                  - name: visits
                    file: visits.csv
                    account: row.account
                    id: row.account
                    events: [{fact: sign_in, at: row.first}, {fact: sign_in, at: row.last}]
                """);
        export.file("visits.csv", "account,first,last", "a1,2026-01-01,2026-01-05").read(mapping);

        assertThat(export.events).extracting(Event::getEventId).containsExactly("visits/a1/sign_in", "visits/a1/sign_in-2");
        assertThat(export.events).extracting(event -> Mapping.rowOf(event.getEventId())).containsOnly("visits/a1");
        assertThat(Mapping.fileOf("visits/a/1/sign_in")).isEqualTo("visits");
    }
}
