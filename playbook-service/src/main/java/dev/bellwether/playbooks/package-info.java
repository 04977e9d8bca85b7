/// Playbook service: its beans, its publisher, and the start and stop of its loops.
/// Not here: any capability; each has a package of its own below.
/// Begin with `PlaybooksLifecycle`.
package dev.bellwether.playbooks;
