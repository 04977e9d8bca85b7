package dev.bellwether.playbooks.ledger;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.playbooks.v1.ActionKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What an account has been told to do, and what came of it: the last recommendation of each playbook. That is all a
/// decision needs: an older one is closed, or there would be no newer, and its cooldown is over for the same reason. So the
/// ledger stays as small as there are playbooks, and cannot hold two open recommendations of one.
///
/// @param version events in the account's stream
/// @param latest  by playbook
public record Ledger(AccountKey account, long version, SortedMap<String, Recommendation> latest) {

    public Ledger {
        latest = Collections.unmodifiableSortedMap(latest);
    }

    public static Ledger empty(AccountKey account) {
        return new Ledger(account, 0, new TreeMap<>());
    }

    public Optional<Recommendation> find(UUID id) {
        return latest.values().stream().filter(each -> each.id().equals(id)).findAny();
    }

    /// Whether there is something to do of that kind: an account has one task of each at a time.
    boolean hasPending(ActionKind kind) {
        return latest.values().stream().anyMatch(each -> each.isPending() && each.kind() == kind);
    }

    /// Since when there is nothing to do of that kind, as far as the ledger remembers; empty when there is something.
    Optional<Instant> freeSince(ActionKind kind) {
        return hasPending(kind)
                ? Optional.empty()
                : Optional.of(latest.values().stream()
                        .filter(each -> each.kind() == kind && !each.isDeferred())
                        .map(Recommendation::changedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.MIN));
    }

    /// What is to be made later, by playbook.
    List<Recommendation> deferred() {
        return latest.values().stream().filter(Recommendation::isDeferred).toList();
    }

    /// The recommendations that can still be answered, by playbook.
    public List<Recommendation> pending() {
        return latest.values().stream().filter(Recommendation::isPending).toList();
    }

    Ledger evolve(LedgerEvent event) {
        long revision = version + 1;
        Recommendation changed = switch (event) {
            case LedgerEvent.Recommended(Advice advice, String segment, long membershipVersion) ->
                new Recommendation(
                        advice, segment, membershipVersion, "", new Status.Open(), advice.createdAt(), revision);
            case LedgerEvent.Deferred(Advice advice, String segment, long membershipVersion, var until) ->
                new Recommendation(
                        advice, segment, membershipVersion, "", new Status.Deferred(until), advice.createdAt(), revision);
            case LedgerEvent.Moved moved -> known(event).moved(moved, revision);
            case LedgerEvent.Accepted(_, var by, var at) -> known(event).become(new Status.Accepted(by), at, revision);
            case LedgerEvent.Snoozed(_, var by, var until, var at) ->
                known(event).become(new Status.Snoozed(by, until), at, revision);
            case LedgerEvent.Unsnoozed(_, var at) -> {
                Recommendation snoozed = known(event);
                String owner = snoozed.acceptedBy();
                yield snoozed.become(owner.isEmpty() ? new Status.Open() : new Status.Accepted(owner), at, revision);
            }
            case LedgerEvent.Dismissed(_, var by, var reason, var at) ->
                known(event).become(new Status.Dismissed(by, reason), at, revision);
            case LedgerEvent.Completed(_, var by, var outcome, var note, var at) ->
                known(event).become(new Status.Completed(by, outcome, note), at, revision);
            case LedgerEvent.Expired(_, var at) -> known(event).become(new Status.Expired(), at, revision);
            case LedgerEvent.Achieved(_, var at) -> known(event).become(new Status.Achieved(), at, revision);
            case LedgerEvent.Withdrawn(_, var aloneUntil, var at) ->
                known(event).become(new Status.Withdrawn(aloneUntil), at, revision);
        };
        var next = new TreeMap<>(latest);
        next.put(changed.playbook(), changed);
        return new Ledger(account, revision, next);
    }

    private Recommendation known(LedgerEvent event) {
        return find(event.recommendation())
                .orElseThrow(() -> new IllegalStateException(
                        "The ledger of " + account + " has no recommendation " + event.recommendation()));
    }
}
