/// Folds one partition's log into accounts and snapshots; pure, the same code in production and in a rebuild.
/// Not here: input and output (package `consumption`), comparing (package `verification`).
/// Begin with `PartitionFolder`.
package dev.bellwether.features.fold;
