package dev.bellwether.chassis.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that several processes of one machine share, and that can be moved on while they run: a test lets months pass in minutes.
/// By how much it is moved stands in a file of eight bytes that each process maps, so all see a move at the same instant.
public final class MovedClock implements InstantSource {

    private static final VarHandle MILLIS = ValueLayout.JAVA_LONG.varHandle();

    private final InstantSource clock;
    private final MemorySegment moved;

    private MovedClock(InstantSource clock, MemorySegment moved) {
        this.clock = clock;
        this.moved = moved;
    }

    /// One that can be moved, and moves all that follow the file. The file is made where there is none.
    public static MovedClock leading(InstantSource clock, Path file) {
        return new MovedClock(clock, map(file, FileChannel.MapMode.READ_WRITE,
                StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    /// One that goes by what another process says.
    public static MovedClock following(InstantSource clock, Path file) {
        return new MovedClock(clock, map(file, FileChannel.MapMode.READ_ONLY, StandardOpenOption.READ));
    }

    @Override
    public Instant instant() {
        return clock.instant().plusMillis((long) MILLIS.getVolatile(moved, 0L));
    }

    /// Moves the clock forward to this time, in every process that follows it. It continues from there, and never goes back.
    public void moveTo(Instant time) {
        Duration ahead = Duration.between(instant(), time);
        if (ahead.isNegative()) {
            throw new IllegalArgumentException("The clock is past " + time + " already");
        }
        MILLIS.getAndAdd(moved, 0L, ahead.toMillis());
    }

    private static MemorySegment map(Path file, FileChannel.MapMode mode, StandardOpenOption... options) {
        try (FileChannel channel = FileChannel.open(file, options)) {
            return channel.map(mode, 0, Long.BYTES, Arena.ofAuto());
        } catch (IOException failure) {
            throw new UncheckedIOException("The clock's file cannot be mapped", failure);
        }
    }
}
