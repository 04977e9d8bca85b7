package dev.bellwether.playbooks.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.playbooks.v1.ActionKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Given what has happened to the account, when a command comes, then these events.
final class Scenario {
    static final AccountKey ACME = new AccountKey("northwind", "acme");
    static final String AT_RISK = "enterprise-at-risk";
    static final String POWER = "enterprise-power-user";

    private static final LedgerDecider DECIDER = new LedgerDecider();

    private final Ledger ledger;

    private Scenario(Ledger ledger) {
        this.ledger = ledger;
    }

    static Scenario given(LedgerEvent... events) {
        return new Scenario(DECIDER.evolve(Ledger.empty(ACME), Arrays.asList(events)));
    }

    static Instant march(int day) {
        return Instant.parse("2026-03-01T09:00:00Z").plusSeconds((day - 1) * 86_400L);
    }

    private static final Map<String, ActionKind> KINDS = Map.of(
            "renew", ActionKind.RENEWAL, "expand", ActionKind.UPSELL, "invite", ActionKind.ADVOCACY, "wake", ActionKind.ONBOARDING);

    /// Due in 2 days, expires after 30, then leaves the account alone for 10; for 7 after it was withdrawn. Aims at power. Each
    /// of its own kind, but for "visit", which is of the kind of "call".
    static Proposal proposal(String playbook) {
        var kind = KINDS.getOrDefault(playbook, ActionKind.CHURN_PREVENTION);
        return new Proposal(
                playbook, 1, kind, "Acme", "Call", "Pick up the phone.", "Because.", 1200, 2, 30, 10, 7, List.of(POWER));
    }

    static Coverage eligible(String playbook) {
        return new Coverage(playbook, Optional.of(proposal(playbook)));
    }

    static Coverage notEligible(String playbook) {
        return new Coverage(playbook, Optional.empty());
    }

    /// As the decider names it when it becomes the ledger's event of that revision.
    static UUID id(String playbook, int revision) {
        return UUID.nameUUIDFromBytes(("northwind/acme/" + playbook + "/" + revision).getBytes());
    }

    static LedgerEvent.Recommended recommended(String playbook, int revision, String segment, int version, Instant at) {
        return new LedgerEvent.Recommended(new Advice(id(playbook, revision), proposal(playbook), at), segment, version);
    }

    static LedgerEvent.Recommended recommended(String playbook, int revision, Instant at) {
        return recommended(playbook, revision, AT_RISK, 1, at);
    }

    /// By a closing.
    static LedgerCommand.MembershipReported reported(String segment, int version, Instant at, Coverage... coverages) {
        return new LedgerCommand.MembershipReported(segment, version, List.of(coverages), true, at);
    }

    /// By a fact between two closings.
    static LedgerCommand.MembershipReported heard(String segment, int version, Instant at, Coverage... coverages) {
        return new LedgerCommand.MembershipReported(segment, version, List.of(coverages), false, at);
    }

    static LedgerEvent.Withdrawn withdrawn(String playbook, int revision, Instant at) {
        return new LedgerEvent.Withdrawn(id(playbook, revision), at.plusSeconds(7 * 86_400L), at);
    }

    Decision when(LedgerCommand command) {
        return new Decision(ledger, command);
    }

    record Decision(Ledger before, LedgerCommand command) {

        /// Checks the events, and that the same command has nothing left to do after them.
        void then(LedgerEvent... expected) {
            List<LedgerEvent> events = DECIDER.decide(command, before);
            assertThat(events).containsExactly(expected);
            assertThat(DECIDER.decide(command, DECIDER.evolve(before, events))).as("decided a second time").isEmpty();
        }

        void thenNothing() {
            then();
        }

        <T extends Throwable> void thenRefused(Class<T> refusal, String words) {
            assertThat(catchThrowable(() -> DECIDER.decide(command, before)))
                    .isInstanceOf(refusal)
                    .hasMessageContaining(words);
        }
    }
}
