package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionRevision;

/// A revision, ready to decide.
public record CompiledRevision<C>(DefinitionRevision revision, C compiled) {}
