package dev.bellwether.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Ends a start of PostgreSQL as soon as its log says that it has failed: the library would wait on, for as long as a start may take.
final class StartWatch {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /// What `pg_ctl` prints.
    private static final String FAILED = "could not start server";

    interface Start<T> {
        T run() throws IOException;
    }

    private final Path log;
    private final long begin;

    private StartWatch(Path log, long begin) {
        this.log = log;
        this.begin = begin;
    }

    static StartWatch on(Path log) {
        return new StartWatch(log, log.toFile().length());
    }

    <T extends AutoCloseable> T over(Start<T> start) throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean failed = new AtomicBoolean();
        Thread starting = Thread.currentThread();
        Thread watching = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                if (written().contains(FAILED)) {
                    failed.set(true);
                    // It takes this as a reason to return.
                    starting.interrupt();
                    return;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        try {
            T started = start.run();
            end(over, watching);
            if (failed.get()) {
                Thread.interrupted();
                closeQuietly(started);
                throw new IOException("it has ended again");
            }
            return started;
        } finally {
            end(over, watching);
        }
    }

    private static void end(AtomicBoolean over, Thread watching) {
        over.set(true);
        boolean interrupted = Thread.interrupted();
        try {
            watching.join();
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception _) {
            // There is no server to stop.
        }
    }

    /// The last line since the beginning that says what is wrong.
    Optional<String> complaint() {
        return written().lines().filter(line -> line.contains("FATAL") || line.contains("initdb: error") || line.contains("PANIC"))
                .reduce((_, last) -> last);
    }

    private String written() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, file.length() - begin)];
            file.seek(begin);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
