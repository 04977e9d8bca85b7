/// The accounts of one partition as the fold sees them, and the snapshots that come out.
/// Not here: an account's facts (package `state`), the tables (package `storage`).
/// Begin with `PartitionAccounts`.
package dev.bellwether.features.account;
