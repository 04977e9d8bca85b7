package dev.bellwether.chassis.log.consumer;

/// What a service does with a topic: it opens a handler for each partition that this replica is given.
@FunctionalInterface
public interface BatchHandler {

    /// Called when a partition is taken up, and again after each transaction that has failed: what was learned in it may not be true.
    /// The one before has been closed by then.
    PartitionHandler open(int partition);
}
