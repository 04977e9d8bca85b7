/// The tables of feature-service and the cache of months in memory.
/// Not here: the meaning of what is stored (packages `state` and `peers`).
/// Begin with `StoredAccounts`.
package dev.bellwether.features.storage;
