package dev.bellwether.chassis.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds what the messages of all gRPC calls that are under way take in memory, unpacked: many small calls cannot make a service
/// take more than one large one can.
@ApplicationScoped
public class InboundMemory {

    private static final int OF_THE_HEAP = 8;

    private final long most;
    private final AtomicLong free;

    InboundMemory(GrpcLimits limits) {
        this.most = limits.inboundBytes().orElse(Runtime.getRuntime().maxMemory() / OF_THE_HEAP);
        this.free = new AtomicLong(most);
    }

    /// Bytes that calls hold now.
    long held() {
        return most - free.get();
    }

    Share share() {
        return new Share();
    }

    /// What one call holds. Of one thread.
    final class Share {

        private long held;

        /// Holds so many bytes in all, more or fewer than before.
        ///
        /// @return false, with what was held before, when there is no room for more
        boolean hold(long bytes) {
            long more = bytes - held;
            if (more > 0 && free.addAndGet(-more) < 0) {
                free.addAndGet(more);
                return false;
            }
            if (more < 0) {
                free.addAndGet(-more);
            }
            held = bytes;
            return true;
        }
    }
}
