package dev.bellwether.playbooks.ledger;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Decider;
import dev.bellwether.chassis.errors.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Decides what a command does to an account's ledger. Pure; deciding a second time gives nothing.
public final class LedgerDecider implements Decider<LedgerCommand, Ledger, LedgerEvent> {

    @Override
    public Ledger initial(AccountKey account) {
        return Ledger.empty(account);
    }

    @Override
    public Ledger evolve(Ledger ledger, LedgerEvent event) {
        return ledger.evolve(event);
    }

    /// @throws Refusal.NotFound           when the ledger does not hold the recommendation that is answered
    /// @throws Refusal.FailedPrecondition when it has been answered otherwise, or is closed
    @Override
    public List<LedgerEvent> decide(LedgerCommand command, Ledger ledger) {
        return switch (command) {
            case LedgerCommand.TimePassed(Instant at) -> TimeDecider.decide(ledger, at);
            case LedgerCommand.MembershipEnded(Instant at) -> {
                var events = new ArrayList<>(TimeDecider.decide(ledger, at));
                Ledger now = evolve(ledger, events);
                now.pending().forEach(each -> events.add(new LedgerEvent.Withdrawn(each.id(), at, at)));
                now.deferred().forEach(each -> events.add(new LedgerEvent.Withdrawn(each.id(), at, at)));
                yield List.copyOf(events);
            }
            case LedgerCommand.MembershipReported reported -> {
                // First what time alone has done by then, so that the outcome does not depend on how often the sweeper comes round.
                var events = new ArrayList<>(TimeDecider.decide(ledger, reported.at()));
                yield List.copyOf(new ReportDecider(reported, evolve(ledger, events), events).decide());
            }
            case LedgerCommand.Answer answer -> {
                var events = new ArrayList<>(TimeDecider.decide(ledger, answer.at()));
                Recommendation answered = evolve(ledger, events)
                        .find(answer.recommendation())
                        .orElseThrow(() -> unknown(ledger, answer));
                events.addAll(AnswerDecider.decide(answer, answered));
                // What the answered one has held back is made at once.
                events.addAll(TimeDecider.decide(evolve(ledger, events), answer.at()));
                yield List.copyOf(events);
            }
        };
    }

    private static Refusal unknown(Ledger ledger, LedgerCommand.Answer answer) {
        String name = "tenants/" + ledger.account().tenant() + "/recommendations/" + answer.recommendation();
        return new Refusal.NotFound(name, "There is no such recommendation.");
    }
}
