package dev.bellwether.segmentation.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.segmentation.evaluation.EvaluatedAccount;
import dev.bellwether.segmentation.evaluation.Evaluation;
import dev.bellwether.segmentation.evaluation.TakenForce;
import dev.bellwether.segmentation.membership.Decision;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.RulesInForce;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Rebuilds memberships in fresh memory, by the same code as in production.
final class MembershipRebuild {

    /// @param actedOn the decision that was acted on for the present membership
    record RebuiltMembership(EvaluatedAccount known, Optional<Snapshot> last, Optional<Decision> actedOn) {

        Membership membership() {
            return known.membership();
        }
    }

    private static final RebuiltMembership NEW = new RebuiltMembership(EvaluatedAccount.NEW, Optional.empty(), Optional.empty());

    private final RulesInForce rules;
    private final SortedMap<AccountKey, RebuiltMembership> accounts = new TreeMap<>();

    MembershipRebuild(RulesInForce rules) {
        this.rules = rules;
    }

    void take(AccountSnapshots message) {
        AccountKey account = new AccountKey(message.getTenant(), message.getAccount());
        RebuiltMembership before = accounts.getOrDefault(account, NEW);
        Evaluation evaluation = new Evaluation(account, before.known(), rules, TakenForce.NONE);
        evaluation.observe(message);
        keep(account, before, evaluation);
    }

    /// By rules that have taken force behind the accounts' last snapshots. To be called when all of these have been taken.
    ///
    /// @param taken by tenant
    void decideAgain(Map<String, TakenForce> taken) {
        for (AccountKey account : List.copyOf(accounts.keySet())) {
            RebuiltMembership before = accounts.get(account);
            TakenForce force = taken.getOrDefault(account.tenant(), TakenForce.NONE);
            before.last().filter(_ -> before.known().position().asOf().isBefore(force.day())).ifPresent(last -> {
                Evaluation evaluation = new Evaluation(account, before.known(), rules, TakenForce.NONE);
                evaluation.decideAgain(last, force.day());
                keep(account, before, evaluation);
            });
        }
    }

    private void keep(AccountKey account, RebuiltMembership before, Evaluation evaluation) {
        Optional<Decision> actedOn = before.actedOn();
        for (var each : evaluation.aggregate().changes()) {
            actedOn = switch (each.event()) {
                case SegmentChanged changed -> Optional.of(changed.decision());
                case StandingDeclared declared -> Optional.of(declared.decision());
                case StandingSettled settled -> settled.historic() ? actedOn : Optional.of(settled.decision());
                case MembershipEnded _ -> Optional.empty();
            };
        }
        accounts.put(account, new RebuiltMembership(evaluation.after(), evaluation.last().or(before::last), actedOn));
    }

    SortedMap<AccountKey, RebuiltMembership> accounts() {
        return accounts;
    }

    Set<String> tenants() {
        return accounts.keySet().stream().map(AccountKey::tenant).collect(Collectors.toSet());
    }

    /// SHA-256 over (account, segment, standing, standing since) in key order.
    byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            accounts.forEach((account, rebuilt) -> digest.update(line(account, rebuilt.membership()).getBytes(UTF_8)));
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static String line(AccountKey account, Membership membership) {
        return String.join("\t", account.toString(),
                membership.segment().map(Object::toString).orElse(""),
                membership.standing().map(it -> it.segment().toString()).orElse(""),
                membership.standing().map(it -> it.since().toString()).orElse("")) + "\n";
    }
}
