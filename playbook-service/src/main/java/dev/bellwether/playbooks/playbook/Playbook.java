package dev.bellwether.playbooks.playbook;

import dev.bellwether.playbooks.v1.ActionKind;
import java.util.List;

/// When to recommend what to whom. As it is written in a playbook file; its version is given when it is stored.
///
/// @param id           e.g. "enterprise-churn-prevention"; lower-case letters, digits and hyphens
/// @param title        names the playbook
/// @param segments     entering one of them triggers it, leaving all of them withdraws it unless it was accepted
/// @param goals        coming to one of them makes what was accepted a success; none of its segments
/// @param actionTitle  names the action, for the account's owner
/// @param instructions how to do it
/// @param eligibility  CEL over the features; empty for all accounts
/// @param valueAtStake CEL over the features: revenue at stake over a year; negative or unknown counts as 0
/// @param reasons      CEL over the features, each a sentence; empty text is left out
/// @param dueDays      0 is none
/// @param expireDays   1 or more
/// @param cooldownDays 0 or more
/// @param withdrawnCooldownDays after a withdrawal; 0 or more, 7 when it is not given
public record Playbook(
        String id,
        String title,
        ActionKind kind,
        List<String> segments,
        List<String> goals,
        String actionTitle,
        String instructions,
        String eligibility,
        String valueAtStake,
        List<String> reasons,
        int dueDays,
        int expireDays,
        int cooldownDays,
        Integer withdrawnCooldownDays) {

    private static final int WITHDRAWN_COOLDOWN_DAYS = 7;

    public Playbook {
        require(id != null && id.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"), id, "id");
        require(title != null && !title.isBlank(), id, "title");
        require(kind != null && kind != ActionKind.ACTION_KIND_UNSPECIFIED, id, "kind");
        require(segments != null && !segments.isEmpty(), id, "segments");
        require(actionTitle != null && !actionTitle.isBlank(), id, "actionTitle");
        require(instructions != null && !instructions.isBlank(), id, "instructions");
        require(valueAtStake != null && !valueAtStake.isBlank(), id, "valueAtStake");
        require(dueDays >= 0, id, "dueDays");
        require(expireDays >= 1 && expireDays >= dueDays, id, "expireDays");
        require(cooldownDays >= 0, id, "cooldownDays");
        withdrawnCooldownDays = withdrawnCooldownDays == null ? WITHDRAWN_COOLDOWN_DAYS : withdrawnCooldownDays;
        require(withdrawnCooldownDays >= 0, id, "withdrawnCooldownDays");
        segments = List.copyOf(segments);
        goals = goals == null ? List.of() : List.copyOf(goals);
        require(goals.stream().noneMatch(segments::contains), id, "goals (none of them is one of its segments)");
        eligibility = eligibility == null ? "" : eligibility.strip();
        valueAtStake = valueAtStake.strip();
        reasons = reasons == null ? List.of() : reasons.stream().map(String::strip).toList();
    }

    private static void require(boolean holds, String id, String field) {
        if (!holds) {
            throw new IllegalArgumentException("Playbook " + id + ": " + field + " is missing or out of range");
        }
    }
}
