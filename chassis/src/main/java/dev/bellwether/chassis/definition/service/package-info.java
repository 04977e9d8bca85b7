/// The contract of definitions, answered for the kinds of a service.
/// Not here: what the calls do (package `definition`).
/// Begin with `DefinitionsBase`.
package dev.bellwether.chassis.definition.service;
