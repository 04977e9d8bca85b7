/// Reads and changes stored definitions such as sources, tracking plans, schemes and playbooks, with Hibernate Reactive and Panache.
/// Not here: the definitions themselves; the services that have them bring the entities and the library (it is optional here).
/// Begin with `Definitions`.
package dev.bellwether.chassis.definition;
