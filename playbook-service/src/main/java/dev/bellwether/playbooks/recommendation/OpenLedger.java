package dev.bellwether.playbooks.recommendation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerDecider;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.ledger.Recommendation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A ledger loaded in a transaction: takes commands, and gathers what they change until it is saved.
public final class OpenLedger {
    private final long loadedVersion;
    private Ledger ledger;
    private final List<NewEvent> events = new ArrayList<>();
    private final Map<UUID, Recommendation> changed = new LinkedHashMap<>();

    OpenLedger(Ledger ledger) {
        this.ledger = ledger;
        this.loadedVersion = ledger.version();
    }

    public void take(LedgerCommand command) {
        for (LedgerEvent event : LedgerDecider.decide(command, ledger)) {
            ledger = ledger.evolve(event);
            Recommendation after = ledger.find(event.recommendation()).orElseThrow();
            events.add(LedgerCodec.write(ledger.account(), event, after));
            // Taken out first, so that the order is that of the last changes.
            changed.remove(after.id());
            changed.put(after.id(), after);
        }
    }

    public Ledger ledger() {
        return ledger;
    }

    public AccountKey account() {
        return ledger.account();
    }

    public boolean isChanged() {
        return !events.isEmpty();
    }

    long loadedVersion() {
        return loadedVersion;
    }

    List<NewEvent> events() {
        return events;
    }

    Collection<Recommendation> changed() {
        return changed.values();
    }
}
