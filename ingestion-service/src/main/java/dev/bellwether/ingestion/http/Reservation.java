package dev.bellwether.ingestion.http;

import dev.bellwether.ingestion.gateway.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Memory for one call, taken as it is needed. At least a little, so that the number of calls is bounded too.
final class Reservation implements AutoCloseable {

    private static final int STEP = 32 * 1024;

    private final IntFunction<Capture.Room> source;
    private final List<Capture.Room> rooms = new ArrayList<>();
    private int reserved;

    /// @param source reserves this many bytes, or refuses
    Reservation(IntFunction<Capture.Room> source) {
        this.source = source;
    }

    /// @throws dev.bellwether.chassis.errors.Refusal.Overloaded when there is not that much
    void cover(int bytes) {
        if (bytes > reserved) {
            int more = Math.max(bytes - reserved, reserved == 0 ? STEP / 8 : STEP);
            rooms.add(source.apply(more));
            reserved += more;
        }
    }

    @Override
    public void close() {
        rooms.forEach(Capture.Room::close);
    }
}
