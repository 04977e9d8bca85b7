/// Invented customers of a SaaS company, every event of theirs, and which segment each belongs to.
/// Not how events are sent or written to files: see the modules `cli` and `local`.
/// Begin with [Simulation]; docs/simulator.md describes the personas.
package dev.bellwether.simulator;
