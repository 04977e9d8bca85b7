package dev.bellwether.playbooks.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Decides what a command does to an account's ledger. Pure; deciding a second time gives nothing.
public final class LedgerDecider {

    private LedgerDecider() {}

    /// @throws Refusal.NotFound           when the ledger does not hold the recommendation that is answered
    /// @throws Refusal.FailedPrecondition when it has been answered otherwise, or is closed
    public static List<LedgerEvent> decide(LedgerCommand command, Ledger ledger) {
        return switch (command) {
            case LedgerCommand.TimePassed(Instant at) -> settle(ledger, at);
            case LedgerCommand.MembershipEnded(Instant at) -> {
                var events = new ArrayList<>(settle(ledger, at));
                ledger.evolve(events).pending().forEach(each -> events.add(new LedgerEvent.Withdrawn(each.id(), at)));
                yield List.copyOf(events);
            }
            case LedgerCommand.MembershipReported reported -> report(reported, ledger);
            case LedgerCommand.Answer answer -> AnswerDecider.decide(
                    answer,
                    ledger.find(answer.recommendation()).orElseThrow(() -> unknown(ledger, answer.recommendation())));
        };
    }

    /// First what time alone has done by then, so that the outcome does not depend on how often the sweeper comes round.
    private static List<LedgerEvent> settle(Ledger ledger, Instant at) {
        var events = new ArrayList<LedgerEvent>();
        for (Recommendation pending : ledger.pending()) {
            if (pending.hasRunOut(at)) {
                events.add(new LedgerEvent.Expired(pending.id(), pending.advice().expiresAt()));
            } else if (pending.status() instanceof Status.Snoozed(_, Instant until) && !at.isBefore(until)) {
                events.add(new LedgerEvent.Unsnoozed(pending.id(), until));
            }
        }
        return List.copyOf(events);
    }

    private static List<LedgerEvent> report(LedgerCommand.MembershipReported reported, Ledger before) {
        var events = new ArrayList<>(settle(before, reported.at()));
        Ledger ledger = before.evolve(events);
        Map<String, Coverage> coverages =
                reported.coverages().stream().collect(Collectors.toMap(Coverage::playbook, Function.identity()));
        for (Recommendation pending : ledger.pending()) {
            if (!coverages.containsKey(pending.playbook())) {
                events.add(new LedgerEvent.Withdrawn(pending.id(), reported.at()));
            } else if (!pending.segment().equals(reported.segment())) {
                events.add(new LedgerEvent.Moved(
                        pending.id(), reported.segment(), reported.membershipVersion(), reported.at()));
            }
        }
        for (Coverage coverage : reported.coverages()) {
            Recommendation last = ledger.latest().get(coverage.playbook());
            boolean mayRecommend = last == null || !last.isPending() && !last.coolsDown(reported.at());
            if (mayRecommend && coverage.proposal().isPresent()) {
                long revision = before.version() + events.size() + 1;
                var id = idOf(before.account(), coverage.playbook(), revision);
                var advice = new Advice(id, coverage.proposal().get(), reported.at());
                events.add(new LedgerEvent.Recommended(advice, reported.segment(), reported.membershipVersion()));
            }
        }
        return List.copyOf(events);
    }

    /// The same for the same place in the same stream: deciding again after a crash gives the same name.
    private static UUID idOf(AccountKey account, String playbook, long revision) {
        return UUID.nameUUIDFromBytes((account + "/" + playbook + "/" + revision).getBytes(UTF_8));
    }

    private static Refusal unknown(Ledger ledger, UUID recommendation) {
        String name = "tenants/" + ledger.account().tenant() + "/recommendations/" + recommendation;
        return new Refusal.NotFound(name, "There is no such recommendation.");
    }
}
