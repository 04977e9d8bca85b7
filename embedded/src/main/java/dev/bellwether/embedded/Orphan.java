package dev.bellwether.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL server that outlived the JVM that started it, found by the pid file in its data folder.
final class Orphan {
    private static final int PATIENCE_SECONDS = 30;

    private Orphan() {}

    static void stop(Path directory) throws IOException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var lines = Files.readAllLines(pidFile);
        var server = lines.isEmpty() ? null : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElse(null);
        // After a reboot the number may belong to anybody.
        if (server == null || !server.info().command().orElse("").endsWith("postgres")) {
            Files.deleteIfExists(pidFile);
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
}
