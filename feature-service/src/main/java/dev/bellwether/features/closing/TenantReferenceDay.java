package dev.bellwether.features.closing;

import dev.bellwether.features.peers.ReferenceDay;

/// A tenant's references of one day.
public record TenantReferenceDay(String tenant, ReferenceDay day) {}
