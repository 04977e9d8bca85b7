package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.EventValidator;
import dev.bellwether.ingestion.validation.Rejection;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Passes on what has been decided.
final class ResolvedPublisher {

    private final InboundEvents inbound;
    private final InstantSource clock;
    private final Quarantine quarantine;

    ResolvedPublisher(InboundEvents inbound, InstantSource clock, Quarantine quarantine) {
        this.quarantine = quarantine;
        this.inbound = inbound;
        this.clock = clock;
    }

    void pass(Sql sql, int partition, List<Captured> messages, Resolution resolution) throws IOException {
        Instant now = clock.instant();
        List<Quarantined> refused = new ArrayList<>();
        List<UUID> released = new ArrayList<>();
        passWaited(sql, partition, refused, released, now);
        for (Captured captured : messages) {
            resolution.place(captured.offset())
                    .ifPresent(place -> pass(captured.message(), place, captured.trace(), refused, released, now));
        }
        quarantine.add(sql, refused);
        SeenMessages.release(sql, released);
        if (messages.getLast().offset() >= resolution.through()) {
            ResolutionTable.delete(sql, partition);
        }
        inbound.flush();
    }

    /// Publishes the messages that have waited and that this finder has to publish.
    ///
    /// @param finder a partition, or the settling of users without a company
    void passWaited(Sql sql, int finder) throws IOException {
        List<Quarantined> refused = new ArrayList<>();
        List<UUID> released = new ArrayList<>();
        passWaited(sql, finder, refused, released, clock.instant());
        quarantine.add(sql, refused);
        SeenMessages.release(sql, released);
        inbound.flush();
    }

    private void passWaited(Sql sql, int finder, List<Quarantined> refused, List<UUID> released, Instant now) throws IOException {
        for (List<WaitingMessages.Placed> waited = WaitingMessages.take(sql, finder);
                !waited.isEmpty();
                waited = WaitingMessages.take(sql, finder)) {
            waited.forEach(placed -> pass(placed.message(), placed.place(), Optional.empty(), refused, released, now));
        }
    }

    /// @param trace of one that has not waited: who follows an event does not wait for days
    private void pass(CapturedMessage message, ResolvedAccount place, Optional<TraceParent> trace, List<Quarantined> refused,
            List<UUID> released, Instant now) {
        Event event = PlacedEvents.event(message, place);
        try {
            EventValidator.checkAccount(event);
        } catch (Rejection rejection) {
            refused.add(RejectedMessages.of(message, event, rejection.field(), rejection.reason(), rejection.getMessage(), now));
            released.add(Captured.identity(message));
            return;
        }
        inbound.send(new AccountKey(event.getTenant(), event.getAccount()), PlacedEvents.entry(message, event), trace);
    }
}
