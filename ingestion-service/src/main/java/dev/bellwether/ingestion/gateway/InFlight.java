package dev.bellwether.ingestion.gateway;

import dev.bellwether.chassis.errors.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bounds the bytes that wait for the log's acknowledgement, and with them the memory that callers can make us take.
@Singleton
class InFlight {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int most;
    private final Semaphore free;

    @Inject
    InFlight(GatewayConfig config) {
        this(config.inFlightBytes());
        GatewayMeasures.inFlight(() -> most - free.availablePermits());
    }

    InFlight(int mostBytes) {
        this.most = mostBytes;
        this.free = new Semaphore(mostBytes);
    }

    /// @return what is to be released later: a batch larger than the bound takes all of it
    /// @throws Refusal.Overloaded when there is no room within the time
    int acquire(int bytes, Duration patience) {
        int permits = Math.min(bytes, most);
        try {
            if (free.tryAcquire(permits, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return permits;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal.Overloaded("too many events wait for the log: send this batch again after a while", RETRY_AFTER);
    }

    /// @throws Refusal.Overloaded when there is none just now
    Capture.Room room(int bytes) {
        int permits = acquire(bytes, Duration.ZERO);
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                release(permits);
            }
        };
    }

    void release(int permits) {
        free.release(permits);
    }
}
