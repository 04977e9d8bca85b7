package dev.bellwether.playbooks.ledger;

import java.util.Optional;

/// A playbook that covers the segment which an account is in: what it has already recommended may stay.
///
/// @param proposal what it would recommend now; empty when the account is not eligible
public record Coverage(String playbook, Optional<Proposal> proposal) {}
