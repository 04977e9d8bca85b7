package dev.bellwether.features.closing;

import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.PartitionAccounts;
import dev.bellwether.features.account.Selection;
import dev.bellwether.features.account.Snapshots;
import dev.bellwether.features.peers.ReferenceDay;
import dev.bellwether.features.peers.References;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.Days;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Processes the markers of a partition's log. Each call goes as far as it can, and no further than one transaction should. A call that
/// has to wait for other partitions, or leaves work, says so and is repeated with the same marker. The progress is stored: in the
/// stages, and in each account the day up to which it is closed. So a replica that takes over halfway resumes there.
public final class Closings {

    private final PartitionAccounts accounts;
    private final References references;
    private final Coordination coordination;
    private final Snapshots snapshots;
    private final int snapshotsAtOnce;
    private VisibleReferences knowledge;
    private Optional<Contributions> gathering = Optional.empty();
    private Optional<Walk> closing = Optional.empty();
    private TenantsAtMarker atMarker = new TenantsAtMarker(Days.NONE, Set.of());

    /// The accounts do not change while a marker waits, so who is there is asked once.
    private record TenantsAtMarker(int day, Set<String> tenants) {}

    /// @param snapshotsAtOnce how many snapshots one call makes at most; only a single account's history may be longer
    public Closings(
            PartitionAccounts accounts,
            References references,
            Coordination coordination,
            Snapshots snapshots,
            VisibleReferences knowledge,
            int snapshotsAtOnce) {
        this.accounts = accounts;
        this.references = references;
        this.coordination = coordination;
        this.snapshots = snapshots;
        this.knowledge = knowledge;
        this.snapshotsAtOnce = snapshotsAtOnce;
    }

    public VisibleReferences knowledge() {
        return knowledge;
    }

    /// Closes the day for every account that is evaluated and has not been closed that far.
    public Outcome dayClosed(long offset, int day) {
        if (day <= knowledge.lastClosedDay()) {
            return Outcome.CLOSED;
        }
        Set<String> tenants = tenantsEvaluatedOn(day);
        Set<String> wanting = wanting(tenants, day);
        if (!coordination.hasContributed(day)) {
            Set<String> contributing = new TreeSet<>(tenants);
            contributing.retainAll(wanting);
            Optional<List<TenantContribution>> gathered = gathered(() -> new Contributions(
                    accounts, contributing, List.of(ReferenceDay.closing(day)), FoldedAccount::isEvaluatedOn));
            if (gathered.isEmpty()) {
                return Outcome.MORE;
            }
            coordination.contribute(day, gathered.get());
            if (!wanting.isEmpty()) {
                return Outcome.WAITING;
            }
        }
        if (!wanting.isEmpty() && (!coordination.allHaveContributed(day) || takeAny(closingReferences(wanting, day)))) {
            return Outcome.WAITING;
        }
        Set<String> closed = new HashSet<>(tenants);
        closed.addAll(coordination.closedForErased(offset));
        VisibleReferences after = knowledge.afterClosing(day, closed);
        boolean all = allClosed(offset, new Selection.NotClosedOn(tenants, day), account -> {
            snapshots.closing(account, offset, day, after);
            account.closed(day);
            return 1;
        });
        if (!all) {
            return Outcome.MORE;
        }
        Set<String> fresh = new HashSet<>(tenants);
        fresh.removeAll(knowledge.tenants());
        coordination.dayClosed(offset, day, fresh);
        knowledge = after;
        return Outcome.CLOSED;
    }

    /// The tenants whose references of the day this partition waits for. On the first of a month also those that it has closed
    /// before and has no account of today: from here on it counts as knowing that reference.
    private Set<String> wanting(Set<String> evaluated, int day) {
        Set<String> wanting = new TreeSet<>(evaluated);
        if (Days.isFirstOfMonth(day)) {
            wanting.addAll(knowledge.tenants());
        } else {
            wanting.removeAll(knowledge.tenants());
        }
        return wanting;
    }

    /// Closes the history of the accounts that the backfill has brought.
    public Outcome backfillFinished(long offset, String tenant, String backfill, int through) {
        if (knowledge.finished(tenant, backfill)) {
            return Outcome.CLOSED;
        }
        BackfillStage stage = coordination.stage(tenant, backfill);
        if (stage == BackfillStage.OPEN) {
            coordination.register(tenant, backfill, accounts.firstDayOfHistory(tenant, backfill, through));
            return Outcome.WAITING;
        }
        OptionalInt firstDay = coordination.firstDay(tenant, backfill);
        if (firstDay.isEmpty()) {
            return Outcome.WAITING;
        }
        List<ReferenceDay> days = referencesOfHistory(tenant, backfill, firstDay.getAsInt(), through);
        if (stage == BackfillStage.REGISTERED) {
            Optional<List<TenantContribution>> gathered =
                    gathered(() -> new Contributions(accounts, Set.of(tenant), days, (account, day) -> account.isKnownOn(day)
                            && (account.row().backfill().isEmpty() || account.row().backfill().equals(backfill))));
            if (gathered.isEmpty()) {
                return Outcome.MORE;
            }
            coordination.contribute(tenant, backfill, gathered.get());
            return Outcome.WAITING;
        }
        List<TenantReferenceDay> wanted =
                days.stream().map(day -> new TenantReferenceDay(tenant, day)).toList();
        if (!coordination.allHaveContributed(tenant, backfill) || takeAny(wanted)) {
            return Outcome.WAITING;
        }
        boolean anyHistory = firstDay.getAsInt() != Days.NONE;
        VisibleReferences after = knowledge.afterBackfill(tenant, backfill, anyHistory);
        boolean all = allClosed(
                offset, new Selection.InBackfill(tenant, backfill), account -> finish(account, offset, through, after));
        if (!all) {
            return Outcome.MORE;
        }
        coordination.backfillClosed(tenant, backfill, anyHistory);
        knowledge = after;
        return Outcome.CLOSED;
    }

    /// @return how many snapshots that has made
    private int finish(FoldedAccount account, long offset, int through, VisibleReferences after) {
        boolean hasHistory = account.hasHistory(through);
        account.leaveBackfill();
        if (hasHistory) {
            snapshots.history(account, offset, through, after);
            account.closed(through);
            return through - account.firstClosing(through) + 1;
        }
        snapshots.live(account, offset, after);
        account.settled();
        return 1;
    }

    /// What the partition contributes; empty when gathering it takes another turn.
    private Optional<List<TenantContribution>> gathered(Supplier<Contributions> beginning) {
        Contributions contributions = gathering.orElseGet(beginning);
        // After a failure it is dropped, since it has counted accounts that the next turn meets again.
        gathering = Optional.empty();
        if (contributions.goOn(snapshotsAtOnce)) {
            return Optional.of(contributions.gathered());
        }
        gathering = Optional.of(contributions);
        return Optional.empty();
    }

    /// @return whether it has come to the end of the selection; otherwise it takes another turn
    private boolean allClosed(long offset, Selection selection, ToIntFunction<FoldedAccount> close) {
        Walk walk = closing.orElseGet(() -> new Walk(accounts, selection));
        boolean all = walk.goOn(snapshotsAtOnce, close);
        closing = all ? Optional.empty() : Optional.of(walk);
        if (!all) {
            coordination.halfClosed(offset);
        }
        return all;
    }

    /// A tenant's first closing, and each first of a month.
    private List<TenantReferenceDay> closingReferences(Set<String> tenants, int day) {
        List<TenantReferenceDay> wanted = new ArrayList<>();
        for (String tenant : tenants) {
            int latest = references.latestDay(knowledge.having(tenant), tenant, day);
            if (Days.isFirstOfMonth(day) ? latest != day : latest == Days.NONE) {
                wanted.add(new TenantReferenceDay(tenant, ReferenceDay.closing(day)));
            }
        }
        return wanted;
    }

    /// The same for the days that the backfill closes, as far as they have not been taken before.
    private List<ReferenceDay> referencesOfHistory(String tenant, String backfill, int firstDay, int through) {
        List<ReferenceDay> wanted = new ArrayList<>();
        if (firstDay == Days.NONE) {
            return wanted;
        }
        VisibleReferences ofAll = knowledge.having(tenant);
        for (int day = firstDay; day <= through; day++) {
            int latest = day == firstDay || Days.isFirstOfMonth(day) ? references.latestDay(ofAll, tenant, day) : day;
            if (day == firstDay ? latest == Days.NONE || Days.isFirstOfMonth(day) && latest != day : latest != day) {
                wanted.add(new ReferenceDay(day, backfill));
            }
        }
        return wanted;
    }

    private boolean takeAny(List<TenantReferenceDay> wanted) {
        boolean taken = false;
        for (TenantReferenceDay reference : wanted) {
            taken |= coordination.take(reference);
        }
        return taken;
    }

    private Set<String> tenantsEvaluatedOn(int day) {
        if (atMarker.day() != day) {
            atMarker = new TenantsAtMarker(day, Set.copyOf(accounts.tenantsEvaluatedOn(day)));
        }
        return atMarker.tenants();
    }
}
