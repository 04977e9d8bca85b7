package dev.bellwether.playbooks.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides what time alone does to a ledger: one thing after the other, each at its own time, however late it is noticed.
final class TimeDecider {
    private TimeDecider() {}

    static List<LedgerEvent> decide(Ledger before, Instant at) {
        var events = new ArrayList<LedgerEvent>();
        Ledger ledger = before;
        for (Optional<Recommendation> due = due(ledger, at); due.isPresent(); due = due(ledger, at)) {
            LedgerEvent event = event(due.get(), ledger);
            events.add(event);
            ledger = ledger.evolve(event);
        }
        return List.copyOf(events);
    }

    private static Optional<Recommendation> due(Ledger ledger, Instant at) {
        return Stream.concat(ledger.pending().stream(), ledger.deferred().stream())
                .filter(each -> each.dueAt().filter(due -> !at.isBefore(due)).isPresent())
                .min(Comparator.comparing((Recommendation each) -> each.dueAt().orElseThrow())
                        .thenComparing(Recommendation::playbook));
    }

    private static LedgerEvent event(Recommendation due, Ledger ledger) {
        Instant at = due.dueAt().orElseThrow();
        return switch (due.status()) {
            case Status.Snoozed _ -> new LedgerEvent.Unsnoozed(due.id(), at);
            case Status.Pending _ -> new LedgerEvent.Expired(due.id(), at);
            case Status.Deferred _ when ledger.hasPending(due.kind()) -> new LedgerEvent.Withdrawn(due.id(), at, at);
            case Status.Deferred _ ->
                new LedgerEvent.Recommended(
                        new Advice(due.id(), due.advice().proposal(), at), due.segment(), due.membershipVersion());
            case Status.Closed _ -> throw new IllegalStateException("Time does nothing to what is closed: " + due);
        };
    }
}
