package dev.bellwether.chassis.definition;

/// What was done to a definition.
enum DefinitionAction {
    DRAFT_CREATED, DRAFT_CHANGED, DRAFT_DELETED, DRAFT_APPROVED, PUBLISHED, REVERTED, RETIRED
}
