package dev.bellwether.cli.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsResponse;
import dev.bellwether.segmentation.v1.Segment;
import dev.bellwether.segmentation.v1.SummarizeSegmentsResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class SegmentSummaryTest {

    private static SegmentSummary twoSegments() {
        return SegmentSummary.of("acme",
                SummarizeSegmentsResponse.newBuilder()
                        .addRows(row("enterprise-at-risk", CompanyType.ENTERPRISE, "At Risk", 3, 3_000, 75_000))
                        .addRows(row("self-serve-churned", CompanyType.SELF_SERVE, "Churned", 1, 0, 25_000))
                        .build(),
                SummarizeRecommendationsResponse.newBuilder()
                        .addRows(open("enterprise-at-risk", ActionKind.CHURN_PREVENTION, 2))
                        .addRows(open("self-serve-churned", ActionKind.WIN_BACK, 1))
                        .addRows(open("self-serve-churned", ActionKind.FEEDBACK, 1))
                        .build());
    }

    private static SummarizeSegmentsResponse.Row row(String id, CompanyType type, String title, long accounts, double mrr,
            double lifetime) {
        return SummarizeSegmentsResponse.Row.newBuilder().setSegment(Segment.newBuilder().setId(id).setCompanyType(type).setTitle(title))
                .setAccounts(accounts).setMrr(mrr).setLifetimeRevenue(lifetime).build();
    }

    private static SummarizeRecommendationsResponse.Row open(String segment, ActionKind kind, long open) {
        return SummarizeRecommendationsResponse.Row.newBuilder().setSegment(segment).setKind(kind).setOpen(open).build();
    }

    @Test
    void shares_are_of_all_accounts_and_of_all_revenue() {
        SegmentSummary summary = twoSegments();

        assertThat(summary.segments()).extracting(SegmentSummary.Row::accountShare).containsExactly(0.75, 0.25);
        assertThat(summary.segments()).extracting(row -> row.lifetimeRevenueShare().getAsDouble()).containsExactly(0.75, 0.25);
        assertThat(summary.accounts()).isEqualTo(4);
        assertThat(summary.mrr()).hasValue(3_000);
        assertThat(summary.openRecommendations()).isEqualTo(4);
    }

    @Test
    void people_see_a_table_with_its_sums() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        twoSegments().print(new PrintStream(out));

        assertThat(out.toString().lines().toList()).startsWith(
                "Company type  Segment  Accounts    Share    MRR  Lifetime revenue  Open recommendations",
                "-".repeat(89),
                "Enterprise    At Risk         3   75.0 %  3,000            75.0 %  2 churn prevention",
                "Self-Serve    Churned         1   25.0 %      0            25.0 %  1 feedback, 1 win back",
                "-".repeat(89),
                "All                           4  100.0 %  3,000           100.0 %  4",
                "Share: of accounts. Lifetime revenue: share of 100,000. Open recommendations: 2 churn prevention, 1 feedback, 1 win back.");
    }

    @Test
    void amounts_of_different_currencies_stand_side_by_side() {
        SummarizeSegmentsResponse.Row euros = row("enterprise-at-risk", CompanyType.ENTERPRISE, "At Risk", 3, 3_000, 75_000).toBuilder()
                .addByCurrency(sum("EUR", 3_000, 75_000)).build();
        SummarizeSegmentsResponse.Row mixed = row("self-serve-churned", CompanyType.SELF_SERVE, "Churned", 2, 0, 0).toBuilder().clearMrr()
                .clearLifetimeRevenue().addByCurrency(sum("EUR", 10, 20)).addByCurrency(sum("JPY", 5_000, 60_000)).build();
        SegmentSummary summary = SegmentSummary.of("acme", SummarizeSegmentsResponse.newBuilder().addRows(euros).addRows(mixed).build(),
                SummarizeRecommendationsResponse.getDefaultInstance());

        assertThat(summary.mrr()).isEmpty();
        assertThat(summary.byCurrency()).extracting(SegmentSummary.CurrencyRow::mrr).containsExactly(3_010d, 5_000d);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        summary.print(new PrintStream(out));
        assertThat(out.toString()).contains("3,000 EUR").contains("10 EUR, 5,000 JPY").contains("3,010 EUR, 5,000 JPY")
                .contains("75,020 EUR, 60,000 JPY; amounts of different currencies are not added up");
    }

    private static SummarizeSegmentsResponse.CurrencySum sum(String currency, double mrr, double lifetime) {
        return SummarizeSegmentsResponse.CurrencySum.newBuilder().setCurrency(currency).setAccounts(1).setMrr(mrr)
                .setLifetimeRevenue(lifetime).build();
    }

    @Test
    void programs_see_every_number_under_a_stable_name() {
        assertThat(Output.json(twoSegments())).isEqualToNormalizingNewlines("""
                {
                  "tenant" : "acme",
                  "segments" : [ {
                    "segment" : "enterprise-at-risk",
                    "company_type" : "Enterprise",
                    "title" : "At Risk",
                    "accounts" : 3,
                    "account_share" : 0.75,
                    "mrr" : 3000.0,
                    "lifetime_revenue" : 75000.0,
                    "lifetime_revenue_share" : 0.75,
                    "open" : {
                      "churn prevention" : 2
                    }
                  }, {
                    "segment" : "self-serve-churned",
                    "company_type" : "Self-Serve",
                    "title" : "Churned",
                    "accounts" : 1,
                    "account_share" : 0.25,
                    "mrr" : 0.0,
                    "lifetime_revenue" : 25000.0,
                    "lifetime_revenue_share" : 0.25,
                    "open" : {
                      "feedback" : 1,
                      "win back" : 1
                    }
                  } ],
                  "accounts" : 4,
                  "mrr" : 3000.0,
                  "lifetime_revenue" : 100000.0,
                  "open_recommendations" : 4
                }""");
    }

    @Test
    void an_empty_tenant_is_told_where_accounts_come_from() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SegmentSummary.of("acme", SummarizeSegmentsResponse.getDefaultInstance(), SummarizeRecommendationsResponse.getDefaultInstance())
                .print(new PrintStream(out));

        assertThat(out.toString()).contains("acme has no accounts").contains("./bellwether demo").contains("--tenant");
    }
}
