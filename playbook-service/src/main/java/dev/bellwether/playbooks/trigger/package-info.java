/// Consumes membership events and triggers the playbooks of the segment.
/// Not here: what a playbook says (package `playbook`) and what follows (package `ledger`).
/// Begin with `MembershipHandler`, of which `MembershipHandlers` has one a partition.
package dev.bellwether.playbooks.trigger;
