package dev.bellwether.playbooks.playbook;

import dev.bellwether.features.v1.Features;
import dev.bellwether.mapping.rules.FailedExpression;
import dev.bellwether.mapping.rules.FeatureExpression;
import dev.bellwether.playbooks.ledger.Coverage;
import dev.bellwether.playbooks.ledger.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A playbook that can be asked about an account.
public final class CompiledPlaybook {
    private final PlaybookVersion version;
    private final FeatureExpression<Boolean> eligibility;
    private final FeatureExpression<Double> valueAtStake;
    private final List<FeatureExpression<String>> reasons;

    CompiledPlaybook(PlaybookVersion version, FeatureExpression<Boolean> eligibility, FeatureExpression<Double> valueAtStake,
            List<FeatureExpression<String>> reasons) {
        this.version = version;
        this.eligibility = eligibility;
        this.valueAtStake = valueAtStake;
        this.reasons = reasons;
    }

    public PlaybookVersion version() {
        return version;
    }

    /// What it has to say to an account with these features.
    Coverage cover(Features features) {
        String id = version.playbook().id();
        try {
            boolean eligible = eligibility.of(features);
            return new Coverage(id, eligible ? Optional.of(propose(features)) : Optional.empty());
        } catch (FailedExpression failed) {
            throw new IllegalStateException(
                    "Playbook " + id + " version " + version.number() + " cannot be evaluated: " + failed.getMessage(), failed);
        }
    }

    private Proposal propose(Features features) {
        var sentences = new ArrayList<String>();
        for (FeatureExpression<String> reason : reasons) {
            sentences.add(reason.of(features));
        }
        sentences.removeIf(String::isBlank);
        double value = valueAtStake.of(features);
        Playbook playbook = version.playbook();
        return new Proposal(
                playbook.id(),
                version.number(),
                playbook.kind(),
                features.getAccountName(),
                playbook.actionTitle(),
                playbook.instructions(),
                String.join(" ", sentences),
                Double.isFinite(value) && value > 0 ? value : 0,
                playbook.dueDays(),
                playbook.expireDays(),
                playbook.cooldownDays(),
                playbook.withdrawnCooldownDays(),
                playbook.goals());
    }
}
