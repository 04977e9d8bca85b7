/// When log and database do not fit: a topic that was replaced, records beyond retention that come from an archive, starting offsets.
/// Suspending an account and poison records are in `consumer`. Begin with [StartingOffsets], and with [TopicRegistry] for a lost Kafka.
package dev.bellwether.chassis.log.recovery;
