package dev.bellwether.playbooks.ledger;

import dev.bellwether.playbooks.v1.ActionKind;

/// What a playbook has to say to an account that is eligible for it.
///
/// @param valueAtStake revenue over a year, in the tenant's currency, 0 or more
/// @param dueDays      days until it should be done; 0 is none
/// @param expireDays   days after which it expires unanswered, 1 or more
/// @param cooldownDays days for which the playbook leaves the account alone after it was completed, dismissed or expired
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
        int cooldownDays) {}
