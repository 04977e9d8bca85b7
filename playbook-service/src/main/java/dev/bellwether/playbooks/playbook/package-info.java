/// Playbooks: reads, compiles, versions and stores them, and asks them about an account.
/// Not here: what follows for the account (package `ledger`).
/// Begin with `Playbook`; the shipped ones are in `playbooks/starter.yaml`.
package dev.bellwether.playbooks.playbook;
