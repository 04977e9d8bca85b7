package dev.bellwether.playbooks.delivery;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Hands changes to one client at the client's speed, and remembers no more than a fixed number of them. Any thread may
/// call; the client is called by one at a time.
public final class BoundedDelivery<T> {

    /// The way to one client.
    public interface Client<T> {
        /// Whether it would take a change now without remembering it somewhere else.
        boolean isReady();

        void send(T change);

        void end(Ending ending);
    }

    public enum Ending {
        /// The client has fallen behind by more than may be remembered.
        TOO_SLOW,
        /// Changes may have been missed on our side.
        INTERRUPTED
    }

    private final BlockingQueue<T> waiting;
    private final Client<T> client;
    private final AtomicInteger turns = new AtomicInteger();
    private volatile Ending ending;
    private boolean ended;

    /// @param bound most changes that wait for the client
    public BoundedDelivery(int bound, Client<T> client) {
        this.waiting = new ArrayBlockingQueue<>(bound);
        this.client = client;
    }

    public void offer(T change) {
        if (ending == null && !waiting.offer(change)) {
            ending = Ending.TOO_SLOW;
        }
        drain();
    }

    public void interrupt() {
        if (ending == null) {
            ending = Ending.INTERRUPTED;
        }
        drain();
    }

    /// The client may have become ready.
    public void drain() {
        // Whoever finds the counter at 0 does the work, also that of those who come meanwhile.
        if (turns.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            work();
            seen = turns.addAndGet(-seen);
        } while (seen != 0);
    }

    private void work() {
        if (ended) {
            return;
        }
        if (ending != null) {
            ended = true;
            waiting.clear();
            client.end(ending);
            return;
        }
        while (client.isReady()) {
            T change = waiting.poll();
            if (change == null) {
                return;
            }
            client.send(change);
        }
    }
}
