package dev.bellwether.chassis.log.producer;

/// Tells who writes where a record has to land to be read.
@FunctionalInterface
public interface CommittedOffsetLookup {
    /// For who writes what others read: they see to it themselves that nothing is missing.
    CommittedOffsetLookup NONE = _ -> CommittedOffsets.NONE;

    /// To be asked before a record is sent, and held against where it has landed. Never waits.
    CommittedOffsets of(String topic);
}
