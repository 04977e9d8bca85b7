/// The list of all features with their units and descriptions.
/// Not here: how a feature is computed (package `calculation`).
/// Begin with `FeatureCatalogue`.
package dev.bellwether.features.catalogue;
