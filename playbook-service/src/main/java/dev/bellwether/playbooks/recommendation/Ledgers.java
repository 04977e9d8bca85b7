package dev.bellwether.playbooks.recommendation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.Append;
import dev.bellwether.chassis.store.ConcurrentAppendException;
import dev.bellwether.chassis.store.EventStore;
import dev.bellwether.chassis.store.StoredStream;
import dev.bellwether.chassis.store.StreamId;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.playbooks.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Loads ledgers and saves what was decided on them, with the table of recommendations in the same transaction.
public final class Ledgers {
    public static final String KIND = "ledger";
    private static final int PAGE = 1_000;

    private final EventStore store;
    private final RecommendationTable table;

    public Ledgers(EventStore store, RecommendationTable table) {
        this.store = store;
        this.table = table;
    }

    /// Before the transaction's first write: what is loaded must not be older than what is then appended to.
    public Map<AccountKey, OpenLedger> load(Sql sql, Collection<AccountKey> accounts) {
        Map<StreamId, StoredStream> heads = store.load(sql, accounts.stream().map(Ledgers::stream).toList());
        var ledgers = HashMap.<AccountKey, OpenLedger>newHashMap(heads.size());
        heads.forEach((stream, head) -> ledgers.put(stream.account(), new OpenLedger(ledger(sql, head))));
        return ledgers;
    }

    private Ledger ledger(Sql sql, StoredStream head) {
        AccountKey account = head.stream().account();
        if (head.version() == 0) {
            return Ledger.empty(account);
        }
        return head.snapshot() == null
                ? fold(sql, account)
                : LedgerCodec.readSnapshot(account, head.version(), head.snapshot());
    }

    /// The accounts' ledgers from their events alone.
    public Map<AccountKey, Ledger> fold(Sql sql, Collection<AccountKey> accounts) {
        var folded = HashMap.<AccountKey, Ledger>newHashMap(accounts.size());
        accounts.forEach(account -> folded.put(account, fold(sql, account)));
        return folded;
    }

    private Ledger fold(Sql sql, AccountKey account) {
        Ledger ledger = Ledger.empty(account);
        while (true) {
            var events = store.read(sql, stream(account), ledger.version(), PAGE);
            for (var event : events) {
                ledger = ledger.evolve(LedgerCodec.read(event.type(), event.payload()));
            }
            if (events.size() < PAGE) {
                return ledger;
            }
        }
    }

    /// @throws ConcurrentAppendException when a ledger has changed since it was loaded: roll back, and decide again in a new transaction
    public void save(Sql sql, Collection<OpenLedger> ledgers) {
        save(sql, ledgers, Map.of());
    }

    /// @param traces that what was decided on is in, of those accounts of which any is
    public void save(Sql sql, Collection<OpenLedger> ledgers, Map<AccountKey, TraceParent> traces) {
        List<OpenLedger> changed = ledgers.stream().filter(OpenLedger::isChanged).toList();
        if (changed.isEmpty()) {
            return;
        }
        var appends = new ArrayList<Append>(changed.size());
        for (OpenLedger each : changed) {
            appends.add(new Append(
                    stream(each.account()), each.loadedVersion(), each.events(), LedgerCodec.writeSnapshot(each.ledger()),
                    Optional.ofNullable(traces.get(each.account()))));
        }
        store.append(sql, appends);
        table.write(sql, changed);
    }

    public static StreamId stream(AccountKey account) {
        return new StreamId(KIND, account);
    }
}
