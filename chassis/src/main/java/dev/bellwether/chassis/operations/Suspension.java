package dev.bellwether.chassis.operations;

import dev.bellwether.chassis.account.AccountKey;

/// An account that waits, and what it has missed by now.
///
/// @param from first offset of the partition that was not applied for it
/// @param to   the partition's next offset: everything before it has been applied for all other accounts
public record Suspension(AccountKey account, String topic, int partition, long from, long to) {}
