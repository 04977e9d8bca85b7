/// Definitions as text: YAML that is read by a declaration of its keys, with a place for everything and all mistakes at once.
/// Not here: what a kind of definition means (the service that owns it), conditions (package `rules`).
/// Begin with `DefinitionYaml`; `MapType` and `Key` declare.
package dev.bellwether.mapping.definition;
