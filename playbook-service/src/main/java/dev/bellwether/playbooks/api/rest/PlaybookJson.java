package dev.bellwether.playbooks.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.Playbook;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Playbook", description = "When to recommend what to whom.")
record PlaybookJson(
        @Schema(examples = "tenants/acme/playbooks/enterprise-churn-prevention") String name,
        int version,
        String title,
        @Schema(implementation = RecommendationJson.KindJson.class) ActionKind kind,
        @Schema(description = "The segments whose entry triggers it; leaving all of them withdraws it, unless it was accepted.") List<String> segments,
        String actionTitle,
        String instructions,
        @Schema(description = "CEL over the features (schema Features): which accounts are eligible. Absent: all.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String eligibility,
        @Schema(description = "CEL over the features (schema Features): revenue at stake over a year.") String valueAtStake,
        @Schema(description = "CEL over the features (schema Features), each a sentence of the reason.") List<String> reasons,
        @Schema(description = "Days from the recommendation to its due time. 0 is none.") int dueDays,
        @Schema(description = "Days after which an open recommendation expires.") int expireDays,
        @Schema(description = "Days for which an account is left alone after completion, dismissal, achievement or expiry.") int cooldownDays,
        @Schema(description = "Coming to one of these segments makes what was accepted ACHIEVED.") List<String> goalSegments,
        @Schema(description = "Days for which an account is left alone after a withdrawal.") int withdrawnCooldownDays) {

    static PlaybookJson of(Playbook playbook) {
        return new PlaybookJson(
                playbook.getName(),
                playbook.getVersion(),
                playbook.getTitle(),
                playbook.getKind(),
                playbook.getSegmentsList(),
                playbook.getActionTitle(),
                playbook.getInstructions(),
                playbook.getEligibility(),
                playbook.getValueAtStake(),
                playbook.getReasonsList(),
                playbook.getDueDays(),
                playbook.getExpireDays(),
                playbook.getCooldownDays(),
                playbook.getGoalSegmentsList(),
                playbook.getWithdrawnCooldownDays());
    }
}
