package dev.bellwether.chassis.log;

/// The partition's offset has moved under its owner: it is the owner no longer.
final class FencedException extends RuntimeException {
    FencedException(String topic, int partition, long expected) {
        super("partition " + partition + " of " + topic + " is no longer at offset " + expected);
    }
}
