package dev.bellwether.chassis.log.checkpoint;

/// The partition's offset has moved under its owner: it is the owner no longer.
public final class FencedException extends RuntimeException {
    public FencedException(String topic, int partition, long expected) {
        super("partition " + partition + " of " + topic + " is no longer at offset " + expected);
    }
}
