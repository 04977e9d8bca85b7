package dev.bellwether.playbooks.ledger;

import dev.bellwether.playbooks.v1.ActionKind;
import java.util.List;

/// What a playbook has to say to an account that is eligible for it.
///
/// @param valueAtStake revenue over a year, in the account's currency, 0 or more
/// @param dueDays      days until it should be done; 0 is none
/// @param expireDays   days after which it expires unanswered, 1 or more
/// @param cooldownDays days for which the playbook leaves the account alone after it was completed, dismissed, achieved or
///                     expired
/// @param withdrawnCooldownDays the same after it was withdrawn
/// @param goals        the segments that the playbook aims at
public record Proposal(
        String playbook,
        int playbookVersion,
        ActionKind kind,
        String accountName,
        String title,
        String instructions,
        String reason,
        double valueAtStake,
        int dueDays,
        int expireDays,
        int cooldownDays,
        int withdrawnCooldownDays,
        List<String> goals) {
    public Proposal {
        goals = List.copyOf(goals);
    }

    /// The order of the tasks of one account: 1 first. Retention comes before anything else; a task with a date comes before one
    /// without; asking why the customer left comes before winning them back.
    public int priority() {
        return switch (kind) {
            case CHURN_PREVENTION -> 1;
            case RENEWAL -> 2;
            case FEEDBACK -> 3;
            case WIN_BACK -> 4;
            case ONBOARDING -> 5;
            case UPSELL -> 6;
            case ADOPTION -> 7;
            case ADVOCACY -> 8;
            case ACTION_KIND_UNSPECIFIED, UNRECOGNIZED -> 9;
        };
    }
}
