/// What an aggregate is: commands in, events out, and the state that they fold to; pure, and so may be used by aggregates.
/// Not here: storing and loading (package `store`, `AggregateRepository`), the aggregates themselves (each service).
/// Begin with `Decider`.
package dev.bellwether.chassis.aggregate;
