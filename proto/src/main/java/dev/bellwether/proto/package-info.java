/// What the contracts say of themselves in options, as Java reads it: the catalogue of features.
/// Not here: the messages and stubs, which are generated from `src/main/proto`.
/// Begin with `FeatureCatalogue`.
package dev.bellwether.proto;
