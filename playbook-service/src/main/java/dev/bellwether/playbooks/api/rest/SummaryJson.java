package dev.bellwether.playbooks.api.rest;

import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Summary", description = "Open and achieved recommendations counted by segment and kind.")
record SummaryJson(List<Row> rows) {

    @Schema(name = "SummaryRow")
    record Row(
            String segment,
            @Schema(implementation = RecommendationJson.KindJson.class) ActionKind kind,
            long open,
            @Schema(description = "Sum over the open ones. Figures of several currencies are added as they are: then the sum means nothing.") double valueAtStake,
            @Schema(description = "Achieved ones, ever.") long achieved,
            @Schema(description = "Sum over the achieved ones, likewise.") double achievedValue) {}

    static SummaryJson of(SummarizeRecommendationsResponse response) {
        return new SummaryJson(response.getRowsList().stream()
                .map(row -> new Row(row.getSegment(), row.getKind(), row.getOpen(), row.getValueAtStake(),
                        row.getAchieved(), row.getAchievedValue()))
                .toList());
    }
}
