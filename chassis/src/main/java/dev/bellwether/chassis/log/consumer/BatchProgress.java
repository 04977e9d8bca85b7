package dev.bellwether.chassis.log.consumer;

/// How far a batch has been handled.
public sealed interface BatchProgress {
    /// All of it.
    record All() implements BatchProgress {}

    /// Its first `records` records; the rest comes again at once.
    record First(int records) implements BatchProgress {}

    /// Its first `records` records; the next one cannot be handled yet (say, it waits for other partitions) and comes
    /// again shortly. What was written is committed all the same.
    record FirstThenWait(int records) implements BatchProgress {}

    static BatchProgress all() {
        return new All();
    }
}
