/// What a kind of definition is, and what is known of its revisions: pure, and the same for all kinds.
/// Not here: storing them (package `definition`); the kinds themselves (their services).
/// Begin with `DefinitionKind`.
package dev.bellwether.chassis.definition.kind;
