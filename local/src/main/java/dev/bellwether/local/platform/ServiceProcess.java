package dev.bellwether.local.platform;

import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.terminal.CommandException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One service as a process that is kept alive: when it dies it is started again, after a pause that grows while it keeps
/// dying.
final class ServiceProcess {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration GOOD_RUN = Duration.ofSeconds(30);
    private static final int SHOWN_LINES = 15;

    private final Service service;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Duration patience;
    private final Consumer<String> tell;
    private final Object lock = new Object();

    private Process process;
    private boolean stopping;
    private int restarts;

    /// @param environment in addition to our own; for what is not to be seen on a command line
    /// @param patience    with one that was asked to end, before it is killed
    ServiceProcess(Service service, List<String> command, Map<String, String> environment, Path log, Duration patience,
            Consumer<String> tell) {
        this.service = service;
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.patience = patience;
        this.tell = tell;
    }

    void start() {
        synchronized (lock) {
            process = launch();
        }
    }

    /// From now on a death is followed by another start.
    void supervise() {
        Thread.ofVirtual().name("supervisor-of-" + service.module()).start(this::keepAlive);
    }

    boolean isAlive() {
        synchronized (lock) {
            return process.isAlive();
        }
    }

    long pid() {
        synchronized (lock) {
            return process.pid();
        }
    }

    int restarts() {
        synchronized (lock) {
            return restarts;
        }
    }

    /// Why it did not start, with the last lines that it wrote.
    CommandException notStarted(String how) {
        StringBuilder message = new StringBuilder(service.module() + " did not start: " + how + ". Its last lines:");
        LogTail.of(log, SHOWN_LINES).forEach(line -> message.append("\n    ").append(line));
        return new CommandException(message.append("\nThe whole log is ").append(log).toString());
    }

    String exit() {
        synchronized (lock) {
            return exit(process.exitValue());
        }
    }

    /// Asks it to end; [#awaitEnd] waits.
    void stop() {
        synchronized (lock) {
            stopping = true;
            lock.notifyAll();
            if (process != null) {
                process.destroy();
            }
        }
    }

    void awaitEnd() {
        try {
            if (process != null && !process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        try {
            // Standard input stays a pipe: ServiceMain ends when our end of it closes.
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException failure) {
            throw new CommandException(service.module() + " cannot be started: " + failure.getMessage(), failure);
        }
    }

    private void keepAlive() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (true) {
                long begin = System.nanoTime();
                int exit = process.waitFor();
                synchronized (lock) {
                    boolean good = System.nanoTime() - begin > GOOD_RUN.toNanos();
                    pause = good ? SHORTEST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
                    lock.wait(pause.toMillis());
                    if (stopping) {
                        return;
                    }
                    restarts++;
                    tell.accept(service.module() + " died (" + exit(exit) + "); starting it again. Its log: " + log);
                    process = launch();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String exit(int value) {
        return value > 128 && value < 160 ? "killed by signal " + (value - 128) : "exit code " + value;
    }
}
