/// Computes the features of one account as of the end of a day, from its state and its peers; pure.
/// Not here: taking a fact into the state (package `state`), a feature's description (package `catalogue`).
/// Begin with `FeatureCalculation`; a new feature is added here after `features.proto`.
package dev.bellwether.features.calculation;
