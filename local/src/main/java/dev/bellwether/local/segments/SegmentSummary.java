package dev.bellwether.local.segments;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.local.cli.Numbers;
import dev.bellwether.local.cli.Table;
import dev.bellwether.local.connection.Connection;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The twelve segments of a tenant: who is in them, what they pay, and what there is to do.
public record SegmentSummary(String tenant, List<Row> segments, long accounts, double mrr, double lifetimeRevenue, long openRecommendations) {

    /// @param accountShare         of all accounts, 0 to 1
    /// @param lifetimeRevenueShare of all accounts' lifetime revenue, 0 to 1
    /// @param open                 open recommendations by kind, as in "churn prevention"
    public record Row(String segment, String companyType, String title, long accounts, double accountShare, double mrr,
            double lifetimeRevenue, double lifetimeRevenueShare, Map<String, Long> open) {}

    public static SegmentSummary of(Connection connection, String tenant) {
        String parent = "tenants/" + tenant;
        return of(tenant, connection.segmentation().summarizeSegments(SummarizeSegmentsRequest.newBuilder().setParent(parent).build()),
                connection.playbooks().summarizeRecommendations(SummarizeRecommendationsRequest.newBuilder().setParent(parent).build()));
    }

    static SegmentSummary of(String tenant, SummarizeSegmentsResponse segments, SummarizeRecommendationsResponse recommendations) {
        long accounts = segments.getRowsList().stream().mapToLong(SummarizeSegmentsResponse.Row::getAccounts).sum();
        double mrr = segments.getRowsList().stream().mapToDouble(SummarizeSegmentsResponse.Row::getMrr).sum();
        double lifetime = segments.getRowsList().stream().mapToDouble(SummarizeSegmentsResponse.Row::getLifetimeRevenue).sum();
        List<Row> rows = new ArrayList<>();
        for (SummarizeSegmentsResponse.Row row : segments.getRowsList()) {
            Map<String, Long> open = new TreeMap<>();
            recommendations.getRowsList().stream().filter(other -> other.getSegment().equals(row.getSegment().getId()))
                    .forEach(other -> open.merge(name(other.getKind()), other.getOpen(), Long::sum));
            rows.add(new Row(row.getSegment().getId(), name(row.getSegment().getCompanyType()), row.getSegment().getTitle(), row.getAccounts(),
                    share(row.getAccounts(), accounts), row.getMrr(), row.getLifetimeRevenue(), share(row.getLifetimeRevenue(), lifetime), open));
        }
        return new SegmentSummary(tenant, rows, accounts, mrr, lifetime,
                recommendations.getRowsList().stream().mapToLong(SummarizeRecommendationsResponse.Row::getOpen).sum());
    }

    public void print(PrintStream out) {
        if (accounts == 0) {
            out.println("The tenant " + tenant + " has no accounts in segments. './bellwether demo' fills the tenant demo; an import names its "
                    + "own, which --tenant asks for.");
            return;
        }
        Set<String> kinds = new TreeSet<>();
        segments.forEach(row -> kinds.addAll(row.open().keySet()));
        List<String> header = new ArrayList<>(List.of("Company type", "Segment", "Accounts", "Share", "MRR", "Lifetime revenue"));
        header.addAll(kinds.stream().map(SegmentSummary::capital).toList());
        Table table = new Table(header.toArray(String[]::new));
        for (Row row : segments) {
            table.row(cells(row.companyType(), row.title(), row.accounts(), row.accountShare(), row.mrr(), row.lifetimeRevenueShare(), kinds, row.open()));
        }
        Map<String, Long> all = new TreeMap<>();
        segments.forEach(row -> row.open().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        table.line().row(cells("All", "", accounts, 1, mrr, lifetimeRevenue == 0 ? Double.NaN : 1, kinds, all));
        table.print(out);
        out.println("Share: of accounts. Lifetime revenue: share of " + Numbers.amount(lifetimeRevenue) + ". "
                + "On the right: open recommendations by kind, " + Numbers.count(openRecommendations) + " in all.");
    }

    private static Object[] cells(String type, String title, long accounts, double share, double mrr, double lifetimeShare, Set<String> kinds,
            Map<String, Long> open) {
        List<Object> cells = new ArrayList<>(List.of(type, title, Numbers.count(accounts), Numbers.percent(share), Numbers.amount(mrr),
                Numbers.percent(lifetimeShare)));
        kinds.forEach(kind -> cells.add(open.containsKey(kind) ? Numbers.count(open.get(kind)) : ""));
        return cells.toArray();
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

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
