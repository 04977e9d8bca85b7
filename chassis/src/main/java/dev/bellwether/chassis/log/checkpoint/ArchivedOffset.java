package dev.bellwether.chassis.log.checkpoint;

/// A place in the archive, as an offset. Such offsets are below 0, and so before all that the log has: one number says where a
/// partition stands, in the one or in the other, and moves by the same compare-and-set.
public final class ArchivedOffset {

    private ArchivedOffset() {}

    public static long of(long place) {
        return Long.MIN_VALUE + place;
    }

    public static boolean is(long offset) {
        return offset < 0;
    }

    public static long place(long offset) {
        return offset - Long.MIN_VALUE;
    }
}
