package dev.bellwether.embedded;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;

/// Starts a PostgreSQL again when it has died, after a pause that grows while it keeps dying.
final class PostgresKeeper implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int CONNECTING_MILLIS = 2_000;

    private final LocalPostgres postgres;
    private final Consumer<String> tell;
    private final Thread thread;
    private boolean closed;

    PostgresKeeper(LocalPostgres postgres, Consumer<String> tell) {
        this.postgres = postgres;
        this.tell = tell;
        this.thread = Thread.ofPlatform().daemon().name("keeper-of-postgres").start(this::keep);
    }

    private void keep() {
        Duration pause = BETWEEN_LOOKS;
        while (waits(pause)) {
            if (listens()) {
                pause = BETWEEN_LOOKS;
            } else {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                restart();
            }
        }
    }

    private void restart() {
        tell.accept("PostgreSQL died; starting it again. Its log: " + postgres.log());
        try {
            postgres.restart();
            tell.accept("PostgreSQL is back.");
        } catch (IOException | RuntimeException failure) {
            tell.accept("PostgreSQL does not start: " + failure.getMessage() + ". This is tried again.");
        }
    }

    /// A server that is only busy does not refuse.
    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), postgres.port()), CONNECTING_MILLIS);
            return true;
        } catch (ConnectException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    /// @return false when it is closed meanwhile
    private synchronized boolean waits(Duration pause) {
        try {
            if (!closed) {
                wait(pause.toMillis());
            }
            return !closed;
        } catch (InterruptedException _) {
            return false;
        }
    }

    /// Returns when it does nothing any more.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
