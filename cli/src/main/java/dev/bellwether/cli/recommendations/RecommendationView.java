package dev.bellwether.cli.recommendations;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.segments.SegmentSummary;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.playbooks.v1.Recommendation;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A recommendation as the command line shows it.
public record RecommendationView(String name, String account, String accountName, String segment, String playbook, String kind,
        String status,
        String title, String reason, double valueAtStake, Instant created, Optional<Instant> due) {

    public static RecommendationView of(Recommendation recommendation) {
        return new RecommendationView(recommendation.getName(), recommendation.getAccount(), recommendation.getAccountName(),
                recommendation.getSegment(),
                recommendation.getPlaybook(), SegmentSummary.name(recommendation.getKind()),
                recommendation.getStatus().name().toLowerCase(Locale.ROOT),
                recommendation.getTitle(), recommendation.getReason(), recommendation.getValueAtStake(),
                Dates.instant(recommendation.getCreateTime()),
                recommendation.hasDueTime() ? Optional.of(Dates.instant(recommendation.getDueTime())) : Optional.empty());
    }

    public static void print(List<RecommendationView> recommendations, PrintStream out) {
        Table table = new Table("At stake", "Account", "Segment", "Kind", "What to do", "Status", "Due");
        for (RecommendationView one : recommendations) {
            table.row(Numbers.amount(one.valueAtStake),
                    one.accountName.isEmpty() ? one.account : one.account + " (" + one.accountName + ")", one.segment,
                    one.kind, one.title, one.status, one.due.map(due -> Dates.dayOf(due).toString()).orElse(""));
        }
        table.print(out);
    }
}
