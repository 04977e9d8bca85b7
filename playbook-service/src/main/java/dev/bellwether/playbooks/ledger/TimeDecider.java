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

    private record Due(Recommendation one, Instant at) {}

    static List<LedgerEvent> decide(Ledger before, Instant at) {
        var events = new ArrayList<LedgerEvent>();
        Ledger ledger = before;
        for (Optional<Due> due = due(ledger, at); due.isPresent(); due = due(ledger, at)) {
            LedgerEvent event = event(due.get(), ledger);
            events.add(event);
            ledger = ledger.evolve(event);
        }
        return List.copyOf(events);
    }

    private static Optional<Due> due(Ledger ledger, Instant at) {
        return Stream.concat(ledger.pending().stream(), ledger.deferred().stream())
                .flatMap(each -> dueAt(each, ledger).map(due -> new Due(each, due)).stream())
                .filter(due -> !at.isBefore(due.at()))
                .min(Comparator.comparing(Due::at).thenComparing(due -> due.one().playbook()));
    }

    private static Optional<Instant> dueAt(Recommendation one, Ledger ledger) {
        return one.isHeldBack()
                ? ledger.freeSince(one.kind()).map(free -> free.isAfter(one.changedAt()) ? free : one.changedAt())
                : one.dueAt();
    }

    private static LedgerEvent event(Due due, Ledger ledger) {
        Recommendation one = due.one();
        return switch (one.status()) {
            case Status.Snoozed _ -> new LedgerEvent.Unsnoozed(one.id(), due.at());
            case Status.Pending _ -> new LedgerEvent.Expired(one.id(), due.at());
            case Status.Deferred _ when ledger.hasPending(one.kind()) ->
                new LedgerEvent.Deferred(advice(due), one.segment(), one.membershipVersion(), Optional.empty());
            case Status.Deferred _ -> new LedgerEvent.Recommended(advice(due), one.segment(), one.membershipVersion());
            case Status.Closed _ -> throw new IllegalStateException("Time does nothing to what is closed: " + one);
        };
    }

    private static Advice advice(Due due) {
        return new Advice(due.one().id(), due.one().advice().proposal(), due.at());
    }
}
