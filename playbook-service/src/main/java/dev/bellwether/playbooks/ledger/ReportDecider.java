package dev.bellwether.playbooks.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.DAYS;

import dev.bellwether.playbooks.ledger.LedgerCommand.MembershipReported;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Decides what follows from where an account is.
///
/// A fact between two closings opens what the playbooks of the segment propose, at once, and closes nothing: near a threshold the
/// next fact may take it back. A closing confirms what was opened, or withdraws it; and it alone takes work for achieved.
final class ReportDecider {
    private final MembershipReported reported;
    private final Instant at;
    private final Map<String, Coverage> coverages;
    private final List<LedgerEvent> events;
    private Ledger ledger;

    /// @param ledger after the events
    /// @param events taken on
    ReportDecider(MembershipReported reported, Ledger ledger, List<LedgerEvent> events) {
        this.reported = reported;
        this.at = reported.at();
        this.coverages = reported.coverages().stream().collect(Collectors.toMap(Coverage::playbook, Function.identity()));
        this.ledger = ledger;
        this.events = events;
    }

    List<LedgerEvent> decide() {
        if (reported.settled()) {
            ledger.pending().forEach(this::confirm);
            ledger.deferred().forEach(this::confirmDeferred);
        }
        reported.coverages().forEach(coverage -> coverage.proposal().ifPresent(this::propose));
        return events;
    }

    private void confirm(Recommendation pending) {
        if (coverages.containsKey(pending.playbook())) {
            move(pending);
        } else if (!pending.isAccepted()) {
            int days = pending.advice().proposal().withdrawnCooldownDays();
            add(new LedgerEvent.Withdrawn(pending.id(), at.plus(days, DAYS), at));
        } else if (pending.advice().proposal().goals().contains(reported.segment())) {
            add(new LedgerEvent.Achieved(pending.id(), at));
        }
        // Else it stays with who has accepted it, wherever the account is.
    }

    private void confirmDeferred(Recommendation deferred) {
        Coverage coverage = coverages.get(deferred.playbook());
        if (coverage == null || coverage.proposal().isEmpty()) {
            Instant until = ((Status.Deferred) deferred.status()).until().orElse(at);
            add(new LedgerEvent.Withdrawn(deferred.id(), until, at));
        } else {
            move(deferred);
        }
    }

    private void move(Recommendation one) {
        if (!one.segment().equals(reported.segment())) {
            add(new LedgerEvent.Moved(one.id(), reported.segment(), reported.membershipVersion(), at));
        }
    }

    private void propose(Proposal proposal) {
        Recommendation last = ledger.latest().get(proposal.playbook());
        boolean isFree = !ledger.hasPending(proposal.kind());
        if (last != null && last.isHeldBack() && isFree) {
            // A closing has ended what held it back; by now there may be more to say.
            add(new LedgerEvent.Recommended(new Advice(last.id(), proposal, at), reported.segment(), reported.membershipVersion()));
        } else if (last != null && (last.isPending() || last.isDeferred())) {
            return;
        } else if (last == null || !last.coolsDown(at)) {
            if (isFree) {
                add(new LedgerEvent.Recommended(advice(proposal), reported.segment(), reported.membershipVersion()));
            } else {
                defer(proposal, Optional.empty());
            }
        } else if (last.status() instanceof Status.Withdrawn(Instant until)) {
            defer(proposal, Optional.of(until));
        }
    }

    /// Only for where an account has come to stay: a fact may pass on in an hour.
    private void defer(Proposal proposal, Optional<Instant> until) {
        if (reported.settled()) {
            add(new LedgerEvent.Deferred(advice(proposal), reported.segment(), reported.membershipVersion(), until));
        }
    }

    /// Of a name that is the same for the same place in the same stream: deciding again after a crash gives it again.
    private Advice advice(Proposal proposal) {
        String place = ledger.account() + "/" + proposal.playbook() + "/" + (ledger.version() + 1);
        return new Advice(UUID.nameUUIDFromBytes(place.getBytes(UTF_8)), proposal, at);
    }

    private void add(LedgerEvent event) {
        events.add(event);
        ledger = ledger.evolve(event);
    }
}
