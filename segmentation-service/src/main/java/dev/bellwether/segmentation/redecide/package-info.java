/// Decides a whole partition again from refolded features, and compares it with what is stored.
/// Not here: production decisions (package `evaluation`).
/// Begin with `PartitionRedecision`.
package dev.bellwether.segmentation.redecide;
