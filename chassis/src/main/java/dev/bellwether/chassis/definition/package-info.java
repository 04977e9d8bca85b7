/// Stores definitions such as sources, tracking plans, schemes and playbooks, with Hibernate Reactive and Panache; and the one life cycle
/// of those that tenants write: drafts, published revisions, and which of them decides a day.
/// Not here: the definitions themselves; the services that have them bring the entities and the library (it is optional here).
/// Begin with `Definitions`, and with `DefinitionHistory` where something is decided by definitions.
package dev.bellwether.chassis.definition;
