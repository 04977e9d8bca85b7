/// Playbook service: how its parts are put together, the publisher, start and stop.
/// Not here: any capability; each has a package of its own below.
/// Begin with `Components`.
package dev.bellwether.playbooks;
