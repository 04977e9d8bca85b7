/// What a publication does, worked out before anything is stored: pure.
/// Not here: storing it (package `definition`).
/// Begin with `PublicationPlanner`.
package dev.bellwether.chassis.definition.plan;
