package dev.bellwether.playbooks.trigger;

import dev.bellwether.chassis.log.consumer.BatchHandler;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import java.time.InstantSource;

/// Topic `segments`: a [MembershipHandler] for each partition.
public final class MembershipHandlers implements BatchHandler {
    private final PlaybookCatalog catalog;
    private final AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers;
    private final ActedMembershipTable acted;
    private final InstantSource clock;
    private final Runnable afterCommit;

    /// @param clock       the one that events are received by
    /// @param afterCommit called when something may be there to publish
    public MembershipHandlers(
            PlaybookCatalog catalog, AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers, ActedMembershipTable acted,
            InstantSource clock, Runnable afterCommit) {
        this.catalog = catalog;
        this.ledgers = ledgers;
        this.acted = acted;
        this.clock = clock;
        this.afterCommit = afterCommit;
    }

    @Override
    public MembershipHandler open(int partition) {
        return new MembershipHandler(partition, catalog, ledgers, acted, clock, afterCommit);
    }
}
