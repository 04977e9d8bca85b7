package dev.bellwether.playbooks.playbook;

import dev.bellwether.features.v1.Features;
import dev.bellwether.mapping.rules.FeatureVariables;
import dev.bellwether.playbooks.ledger.Coverage;
import dev.bellwether.playbooks.ledger.Proposal;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A playbook that can be asked about an account.
public final class CompiledPlaybook {
    private final PlaybookVersion version;
    private final Program eligibility;
    private final Program valueAtStake;
    private final List<Program> reasons;

    CompiledPlaybook(PlaybookVersion version, Program eligibility, Program valueAtStake, List<Program> reasons) {
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
        CelVariableResolver variables = name -> Optional.ofNullable(FeatureVariables.read(name, features));
        String id = version.playbook().id();
        try {
            boolean eligible = (Boolean) eligibility.eval(variables);
            return new Coverage(id, eligible ? Optional.of(propose(features, variables)) : Optional.empty());
        } catch (CelEvaluationException failed) {
            throw new IllegalStateException(
                    "Playbook " + id + " version " + version.number() + " cannot be evaluated: " + failed.getMessage(), failed);
        }
    }

    private Proposal propose(Features features, CelVariableResolver variables) throws CelEvaluationException {
        var sentences = new ArrayList<String>();
        for (Program reason : reasons) {
            sentences.add((String) reason.eval(variables));
        }
        sentences.removeIf(String::isBlank);
        double value = (Double) valueAtStake.eval(variables);
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
