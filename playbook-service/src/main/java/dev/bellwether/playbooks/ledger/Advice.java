package dev.bellwether.playbooks.ledger;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A proposal that was made to an account at a time. Never changes.
public record Advice(UUID id, Proposal proposal, Instant createdAt) {

    public Optional<Instant> dueAt() {
        return proposal.dueDays() == 0 ? Optional.empty() : Optional.of(createdAt.plus(proposal.dueDays(), DAYS));
    }

    public Instant expiresAt() {
        return createdAt.plus(proposal.expireDays(), DAYS);
    }
}
