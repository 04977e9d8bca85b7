package dev.bellwether.chassis.calls;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.shutdown.ShutdownConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Calls that last until the caller ends them. A replica that shuts down asks them to end, and then waits for them as for every call;
/// otherwise it would wait in vain and cut them off halfway. The callers reconnect and must reach another replica, so they are asked
/// once no new calls are routed here, at the end of `quarkus.shutdown.delay`.
@ApplicationScoped
public class LongCalls {

    private static final Logger LOG = Logger.getLogger(LongCalls.class);

    private final Duration delay;
    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;

    @Inject
    LongCalls(ShutdownConfig shutdown) {
        this(shutdown.delay().orElse(Duration.ZERO));
    }

    public LongCalls(Duration delay) {
        this.delay = delay;
    }

    /// One of them, from its beginning to its end.
    public final class Call implements AutoCloseable {
        private final Runnable end;
        private final AtomicBoolean asked = new AtomicBoolean();

        private Call(Runnable end) {
            this.end = end;
        }

        private void end() {
            if (asked.compareAndSet(false, true)) {
                end.run();
            }
        }

        /// It is over.
        @Override
        public void close() {
            open.remove(this);
        }
    }

    /// @param end asks the call to end: what has come in is still answered. Called once at most, by any thread
    public Call begin(Runnable end) {
        Call call = new Call(end);
        open.add(call);
        if (leaving) {
            ask(call);
        }
        return call;
    }

    void leave(@Observes ShutdownDelayInitiatedEvent leaving) {
        Thread.ofPlatform().daemon().name("long-calls").start(() -> {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException _) {
                // Then at once.
            }
            end();
        });
    }

    void end() {
        leaving = true;
        open.forEach(LongCalls::ask);
    }

    private static void ask(Call call) {
        try {
            call.end();
        } catch (RuntimeException failure) {
            LOG.warnf("A call could not be asked to end: %s", failure.getMessage());
        }
    }
}
