/// Consumes membership events and triggers the playbooks of the segment.
/// Not here: what a playbook says (package `playbook`) and what follows (package `ledger`).
/// Begin with `MembershipHandler`.
package dev.bellwether.playbooks.trigger;
