package dev.bellwether.cli.segments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsRequest;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsResponse;
import dev.bellwether.segmentation.v1.SummarizeSegmentsRequest;
import dev.bellwether.segmentation.v1.SummarizeSegmentsResponse;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The lifecycle segments of a tenant: who is in them, what they pay, and what there is to do.
///
/// @param mrr             absent, like the revenue, when the accounts are of several currencies: amounts are not added up then
/// @param byCurrency      then, and only then, what they pay in each
public record SegmentSummary(String tenant, List<Row> segments, long accounts, OptionalDouble mrr, OptionalDouble lifetimeRevenue,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CurrencyRow> byCurrency, long openRecommendations) {

    /// @param accountShare         of all accounts, 0 to 1
    /// @param lifetimeRevenueShare of all accounts' lifetime revenue, 0 to 1
    /// @param open                 open recommendations by kind, as in "churn prevention"
    public record Row(String segment, String companyType, String title, long accounts, double accountShare, OptionalDouble mrr,
            OptionalDouble lifetimeRevenue, OptionalDouble lifetimeRevenueShare,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CurrencyRow> byCurrency, Map<String, Long> open) {}

    /// @param currency ISO 4217; empty when none is named
    /// @param accounts that pay or have paid in it
    public record CurrencyRow(String currency, long accounts, double mrr, double lifetimeRevenue) {

        private static CurrencyRow of(SummarizeSegmentsResponse.CurrencySum sum) {
            return new CurrencyRow(sum.getCurrency(), sum.getAccounts(), sum.getMrr(), sum.getLifetimeRevenue());
        }

        private CurrencyRow plus(CurrencyRow other) {
            return new CurrencyRow(currency, accounts + other.accounts, mrr + other.mrr, lifetimeRevenue + other.lifetimeRevenue);
        }
    }

    public static SegmentSummary of(Connection connection, String tenant) {
        String parent = "tenants/" + tenant;
        return of(tenant, connection.segmentation().summarizeSegments(SummarizeSegmentsRequest.newBuilder().setParent(parent).build()),
                connection.playbooks().summarizeRecommendations(SummarizeRecommendationsRequest.newBuilder().setParent(parent).build()));
    }

    static SegmentSummary of(String tenant, SummarizeSegmentsResponse segments, SummarizeRecommendationsResponse recommendations) {
        long accounts = segments.getRowsList().stream().mapToLong(SummarizeSegmentsResponse.Row::getAccounts).sum();
        Map<String, CurrencyRow> currencies = new TreeMap<>();
        segments.getRowsList().stream().flatMap(row -> row.getByCurrencyList().stream()).map(CurrencyRow::of)
                .forEach(row -> currencies.merge(row.currency(), row, CurrencyRow::plus));
        boolean one = currencies.size() <= 1;
        double mrr = segments.getRowsList().stream().mapToDouble(SummarizeSegmentsResponse.Row::getMrr).sum();
        double lifetime = segments.getRowsList().stream().mapToDouble(SummarizeSegmentsResponse.Row::getLifetimeRevenue).sum();
        List<Row> rows = new ArrayList<>();
        for (SummarizeSegmentsResponse.Row row : segments.getRowsList()) {
            Map<String, Long> open = new TreeMap<>();
            recommendations.getRowsList().stream().filter(other -> other.getSegment().equals(row.getSegment().getId()))
                    .filter(other -> other.getOpen() > 0)
                    .forEach(other -> open.merge(name(other.getKind()), other.getOpen(), Long::sum));
            rows.add(new Row(row.getSegment().getId(), name(row.getSegment().getCompanyType()), row.getSegment().getTitle(),
                    row.getAccounts(),
                    share(row.getAccounts(), accounts), known(one, row.getMrr()), known(one, row.getLifetimeRevenue()),
                    known(one, share(row.getLifetimeRevenue(), lifetime)),
                    one ? List.of() : row.getByCurrencyList().stream().map(CurrencyRow::of).toList(), open));
        }
        return new SegmentSummary(tenant, rows, accounts, known(one, mrr), known(one, lifetime),
                one ? List.of() : List.copyOf(currencies.values()),
                recommendations.getRowsList().stream().mapToLong(SummarizeRecommendationsResponse.Row::getOpen).sum());
    }

    public void print(PrintStream out) {
        if (accounts == 0) {
            out.println(
                    "The tenant " + tenant + " has no accounts in segments. './bellwether demo' fills the tenant demo; an import names its "
                            + "own, which --tenant asks for.");
            return;
        }
        Table table = new Table("Company type", "Segment", "Accounts", "Share", "MRR", "Lifetime revenue", "Open recommendations");
        for (Row row : segments) {
            table.row(row.companyType(), row.title(), Numbers.count(row.accounts()), Numbers.percent(row.accountShare()),
                    amounts(row.mrr(), row.byCurrency(), CurrencyRow::mrr), Numbers.percent(row.lifetimeRevenueShare().orElse(Double.NaN)),
                    told(row.open()));
        }
        Map<String, Long> all = new TreeMap<>();
        segments.forEach(row -> row.open().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        table.line().row("All", "", Numbers.count(accounts), Numbers.percent(1),
                amounts(mrr, byCurrency, CurrencyRow::mrr), Numbers.percent(lifetimeRevenue.orElse(0) == 0 ? Double.NaN : 1),
                Numbers.count(openRecommendations));
        table.print(out);
        out.println("Share: of accounts. Lifetime revenue: " + (lifetimeRevenue.isPresent() ? "share of " : "")
                + amounts(lifetimeRevenue, byCurrency, CurrencyRow::lifetimeRevenue)
                + (lifetimeRevenue.isPresent() ? "" : "; amounts of different currencies are not added up")
                + ". Open recommendations: " + told(all) + ".");
    }

    /// As in "1,200 EUR, 300 USD".
    private static String amounts(OptionalDouble one, List<CurrencyRow> several, ToDoubleFunction<CurrencyRow> amount) {
        return one.isPresent() ? Numbers.amount(one.getAsDouble())
                : several.stream().map(row -> (Numbers.amount(amount.applyAsDouble(row)) + " " + row.currency()).strip())
                        .collect(Collectors.joining(", "));
    }

    private static OptionalDouble known(boolean known, double amount) {
        return known ? OptionalDouble.of(amount) : OptionalDouble.empty();
    }

    /// As in "16 advocacy, 16 upsell".
    private static String told(Map<String, Long> open) {
        return open.entrySet().stream().map(entry -> Numbers.count(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /// As in "churn prevention".
    public static String name(ActionKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String name(CompanyType type) {
        return switch (type) {
            case ENTERPRISE -> "Enterprise";
            case SELF_SERVE, COMPANY_TYPE_UNSPECIFIED, UNRECOGNIZED -> "Self-Serve";
        };
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
