package dev.bellwether.features.fold;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.PartitionAccounts;
import dev.bellwether.features.account.SnapshotSink;
import dev.bellwether.features.account.Snapshots;
import dev.bellwether.features.closing.Closings;
import dev.bellwether.features.closing.Coordination;
import dev.bellwether.features.closing.Outcome;
import dev.bellwether.features.peers.References;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.util.ArrayList;
import java.util.List;

/// One partition's log turned into accounts and snapshots. Pure: time comes with the entries, everything else through the
/// ports. Production and rebuild run this same code, over stored and over fresh accounts.
///
/// Entries come in the order of the log. [#settle] publishes one snapshot for each account with new facts, however many there were:
/// production calls it at the end of each batch, a rebuild at the end of the journal. The last snapshot of an account is the same
/// either way.
public final class PartitionFolder {

    private final PartitionAccounts accounts;
    private final Snapshots snapshots;
    private final Closings closings;
    private final List<FoldedAccount> touched = new ArrayList<>();

    /// Without a bound: no marker answers [Outcome#MORE].
    public PartitionFolder(
            PartitionAccounts accounts, References references, Coordination coordination, SnapshotSink sink, VisibleReferences knowledge) {
        this(accounts, references, coordination, sink, knowledge, Integer.MAX_VALUE);
    }

    /// @param snapshotsAtOnce how many a marker makes at most before it answers [Outcome#MORE]
    public PartitionFolder(
            PartitionAccounts accounts,
            References references,
            Coordination coordination,
            SnapshotSink sink,
            VisibleReferences knowledge,
            int snapshotsAtOnce) {
        this.accounts = accounts;
        this.snapshots = new Snapshots(references, sink);
        this.closings = new Closings(accounts, references, coordination, snapshots, knowledge, snapshotsAtOnce);
    }

    public static boolean isMarker(LogEntry entry) {
        return entry.hasDayClosed() || entry.hasBackfillFinished();
    }

    public VisibleReferences knowledge() {
        return closings.knowledge();
    }

    /// @param offset inbound offset
    /// @throws AccountProcessingException when this account cannot take the fact in
    public void fact(long offset, LogEntry entry) {
        Event event = entry.getEvent();
        FoldedAccount account = accounts.account(new AccountKey(event.getTenant(), event.getAccount()));
        if (account.row().erased()) {
            return;
        }
        int receivedDay = Days.of(entry.getReceivedAt());
        if (event.hasAccountErased()) {
            int day = Math.max(account.liveDay(), receivedDay);
            account.erase();
            snapshots.erased(account, offset, day);
            return;
        }
        if (!entry.getBackfill().isEmpty() && !knowledge().finished(event.getTenant(), entry.getBackfill())) {
            // From here on no snapshot of the account is published until the backfill ends. So publish what came before, or the last
            // snapshot would depend on where the batch was cut.
            settle(account);
            account.enter(entry.getBackfill());
        }
        add(account, event, receivedDay);
        if (account.row().backfill().isEmpty()) {
            if (!account.isTouched()) {
                touched.add(account);
            }
            account.touched(offset, knowledge());
        }
    }

    /// Goes as far as the marker allows. All facts before it must be settled and stored.
    public Outcome marker(long offset, LogEntry entry) {
        if (entry.hasDayClosed()) {
            return closings.dayClosed(offset, Days.of(entry.getDayClosed().getDay()));
        }
        BackfillFinished finished = entry.getBackfillFinished();
        return closings.backfillFinished(
                offset, finished.getTenant(), finished.getBackfill(), Days.of(finished.getCloseThrough()));
    }

    /// Publishes the current snapshot of every account with facts that are in no snapshot yet.
    public void settle() {
        touched.forEach(this::settle);
        touched.clear();
    }

    private void settle(FoldedAccount account) {
        if (account.isTouched()) {
            snapshots.live(account, account.touchedAt(), account.knowledgeWhenTouched());
            account.settled();
        }
    }

    private static void add(FoldedAccount account, Event event, int receivedDay) {
        try {
            account.add(event, receivedDay);
        } catch (RuntimeException failure) {
            throw new AccountProcessingException(
                    account.key(), "event " + event.getEventId() + " cannot be folded: " + failure.getMessage(), failure);
        }
    }
}
