package dev.bellwether.playbooks.playbook;

import java.time.Instant;

/// A playbook as it was stored. Versions are kept for ever.
///
/// @param number 1, 2, 3, …
public record PlaybookVersion(Playbook playbook, int number, Instant createdAt) {}
