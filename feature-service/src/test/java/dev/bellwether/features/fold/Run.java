package dev.bellwether.features.fold;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.FreshAccounts;
import dev.bellwether.features.closing.Outcome;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.state.ChunkEncoding;
import dev.bellwether.features.testing.RandomLog;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// All partitions of a log folded in memory, taking turns.
public final class Run {

    private final SharedPeers peers;
    private final List<FreshAccounts> accounts = new ArrayList<>();
    private final Map<AccountKey, List<AccountSnapshots>> messages = new TreeMap<>();

    private Run(int partitions) {
        peers = new SharedPeers(partitions);
    }

    /// Entry by entry.
    public static Run of(List<List<RandomLog.Entry>> log) {
        return of(log, new Random(0), 1, Integer.MAX_VALUE);
    }

    /// @param random       whose turn it is, and where batches end
    /// @param batch        facts that are settled together at most
    /// @param closedAtOnce snapshots that a closing makes in one turn
    public static Run of(List<List<RandomLog.Entry>> log, Random random, int batch, int closedAtOnce) {
        Run run = new Run(log.size());
        List<PartitionFolder> folders = new ArrayList<>();
        for (int partition = 0; partition < log.size(); partition++) {
            FreshAccounts fresh = new FreshAccounts();
            run.accounts.add(fresh);
            folders.add(new PartitionFolder(
                    fresh,
                    run.peers,
                    run.peers.of(partition),
                    (account, snapshots) -> run.messages.computeIfAbsent(account, _ -> new ArrayList<>()).add(snapshots),
                    VisibleReferences.NOTHING,
                    closedAtOnce));
        }
        int[] next = new int[log.size()];
        int left = log.stream().mapToInt(List::size).sum();
        while (left > 0) {
            int partition = random.nextInt(log.size());
            int before = next[partition];
            next[partition] = turn(log.get(partition), before, folders.get(partition), 1 + random.nextInt(batch));
            left -= next[partition] - before;
        }
        return run;
    }

    private static int turn(List<RandomLog.Entry> entries, int from, PartitionFolder folder, int batch) {
        int at = from;
        while (at < entries.size() && at < from + batch && !PartitionFolder.isMarker(entries.get(at).entry())) {
            folder.fact(entries.get(at).offset(), entries.get(at).entry());
            at++;
        }
        folder.settle();
        if (at == from && at < entries.size()
                && folder.marker(entries.get(at).offset(), entries.get(at).entry()) == Outcome.CLOSED) {
            at++;
        }
        return at;
    }

    /// All that is to be stored, as text.
    public Map<AccountKey, String> stored() {
        Map<AccountKey, String> stored = new TreeMap<>();
        for (FreshAccounts partition : accounts) {
            for (FoldedAccount account : partition.inOrder()) {
                if (!account.row().erased()) {
                    stored.put(account.key(), stored(account));
                }
            }
        }
        return stored;
    }

    public static String stored(FoldedAccount account) {
        StringBuilder text = new StringBuilder(account.row().toString());
        for (int i = 0; i < account.state().size(); i++) {
            text.append('\n').append(account.state().chunk(i).month()).append(' ')
                    .append(HexFormat.of().formatHex(ChunkEncoding.encode(account.state().chunk(i))));
        }
        return text.toString();
    }

    public Map<AccountKey, List<AccountSnapshots>> messages() {
        return messages;
    }

    /// Everything but live snapshots, which depend on where batches end.
    public Map<AccountKey, List<Snapshot>> closings() {
        Map<AccountKey, List<Snapshot>> closings = new TreeMap<>();
        messages.forEach((account, all) -> closings.put(account, all.stream()
                .flatMap(message -> message.getSnapshotsList().stream())
                .filter(snapshot -> snapshot.getKind() != Snapshot.Kind.LIVE)
                .toList()));
        closings.values().removeIf(List::isEmpty);
        return closings;
    }

    /// What holds in the end.
    public Map<AccountKey, AccountSnapshots> last() {
        Map<AccountKey, AccountSnapshots> last = new TreeMap<>();
        messages.forEach((account, all) -> last.put(account, all.getLast()));
        return last;
    }

    public Map<String, String> references() {
        Map<String, String> references = new TreeMap<>();
        for (Map.Entry<String, PeerReference> taken : peers.taken().entrySet()) {
            references.put(taken.getKey(), HexFormat.of().formatHex(taken.getValue().encode()));
        }
        return references;
    }
}
