/// What can be said of a condition without any account: contradictions that are proved, and accounts that might be, to try it with.
/// Not here: conditions themselves (package `rules`), what is asked of them (segmentation-service, package `scheme`).
/// Begin with `Contradictions` and `FeatureSampler`.
package dev.bellwether.mapping.sample;
