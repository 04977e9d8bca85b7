package dev.bellwether.features.closing;

import dev.bellwether.features.peers.Contribution;
import dev.bellwether.features.peers.ReferenceDay;

/// What a partition contributes to one tenant's references of one day.
public record TenantContribution(String tenant, ReferenceDay day, Contribution contribution) {}
