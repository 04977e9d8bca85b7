package dev.bellwether.playbooks.api.rest;

import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.SummarizeOutcomesResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "Outcomes",
        description = "What has come of all recommendations ever made, by playbook. One that is DEFERRED is not made yet.")
record OutcomesJson(List<Row> rows) {

    @Schema(name = "OutcomesRow")
    record Row(
            String playbook,
            @Schema(implementation = RecommendationJson.KindJson.class) ActionKind kind,
            @Schema(description = "Neither closed nor accepted.") long open,
            @Schema(description = "Not closed, and accepted.") long accepted,
            @Schema(description = "Closed by the account's coming to a segment that the playbook aims at.") long achieved,
            @Schema(description = "Completed, and SUCCEEDED.") long succeeded,
            @Schema(description = "Completed, and FAILED.") long failed,
            @Schema(description = "Completed, and NEUTRAL.") long neutral,
            long dismissed,
            long expired,
            long withdrawn,
            @Schema(description = "Value at stake of what was achieved or has succeeded. Figures of several currencies are added as"
                    + " they are: then the sum means nothing.") double gainedValue) {}

    static OutcomesJson of(SummarizeOutcomesResponse response) {
        return new OutcomesJson(response.getRowsList().stream()
                .map(row -> new Row(row.getPlaybook(), row.getKind(), row.getOpen(), row.getAccepted(), row.getAchieved(),
                        row.getSucceeded(), row.getFailed(), row.getNeutral(), row.getDismissed(), row.getExpired(),
                        row.getWithdrawn(), row.getGainedValue()))
                .toList());
    }
}
