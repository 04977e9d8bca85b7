package dev.bellwether.playbooks.api;

import dev.bellwether.playbooks.playbook.PlaybookVersion;
import dev.bellwether.playbooks.v1.Playbook;

/// Playbooks as the contract writes them.
final class PlaybookMessages {

    private PlaybookMessages() {}

    static Playbook message(String tenant, PlaybookVersion version) {
        var playbook = version.playbook();
        return Playbook.newBuilder()
                .setName(Names.PLAYBOOK.format(tenant, playbook.id()))
                .setVersion(version.number())
                .setTitle(playbook.title())
                .setKind(playbook.kind())
                .addAllSegments(playbook.segments())
                .setActionTitle(playbook.actionTitle())
                .setInstructions(playbook.instructions())
                .setEligibility(playbook.eligibility())
                .setValueAtStake(playbook.valueAtStake())
                .addAllReasons(playbook.reasons())
                .setDueDays(playbook.dueDays())
                .setExpireDays(playbook.expireDays())
                .setCooldownDays(playbook.cooldownDays())
                .setWithdrawnCooldownDays(playbook.withdrawnCooldownDays())
                .addAllGoalSegments(playbook.goals())
                .build();
    }
}
