/// Exactly-once: a consumer's offset in the database, its compare-and-set, and the fencing of zombies that follows from it.
/// Reading records and handling them is in `consumer`. Begin with [OffsetCheckpoint].
package dev.bellwether.chassis.log.checkpoint;
