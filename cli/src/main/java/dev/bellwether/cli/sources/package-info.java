/// The commands `sources`: sources of a tenant and their write keys.
/// Not tracking plans: see `plan`.
/// Begin with [SourcesCommand].
package dev.bellwether.cli.sources;
