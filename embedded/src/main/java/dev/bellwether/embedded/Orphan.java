package dev.bellwether.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// A PostgreSQL server that outlived the JVM that started it, found by the pid file in its data folder.
final class Orphan {
    private static final int PATIENCE_SECONDS = 30;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Orphan() {}

    static void stop(Path directory) throws IOException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var server = pid(directory).flatMap(ProcessHandle::of).orElse(null);
        // After a reboot the number may belong to any process.
        if (server == null || !server.info().command().orElse("").endsWith("postgres")) {
            awaitLast(directory);
            return;
        }
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM, which Java would send, waits for clients to leave.
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        try {
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new IOException("an earlier PostgreSQL (process " + server.pid() + ") does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static Optional<Long> pid(Path directory) {
        try {
            return Files.readAllLines(directory.resolve("postmaster.pid")).stream().findFirst().map(String::strip).map(Long::parseLong);
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// After the death of a server: the processes that it began end by themselves as soon as they look up from their work, and must have, before
    /// another one begins on the folder. Linux says which they are; elsewhere PostgreSQL waits for them by refusing to start.
    static void awaitLast(Path directory) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (ProcessHandle.allProcesses().anyMatch(process -> worksIn(directory, process))) {
            if (System.nanoTime() > deadline) {
                throw new IOException("processes of an earlier PostgreSQL on " + directory + " do not end");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        // Its number may be another process's by now, or that of a dead process that was not reaped.
        Files.deleteIfExists(directory.resolve("postmaster.pid"));
    }

    private static boolean worksIn(Path directory, ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), directory)
                    && Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "exe")).endsWith("postgres");
        } catch (IOException _) {
            // Not ours, or over, or no Linux.
            return false;
        }
    }
}
