/// Consumes feature snapshots, has the aggregate decide, and stores what follows.
/// Not here: the decision (package `membership`), the rules (package `scheme`).
/// Begin with `SnapshotHandler`; `Evaluation` takes one account through its snapshots.
package dev.bellwether.segmentation.evaluation;
