package dev.bellwether.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.connection.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ServiceProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private ServiceProcess process(String script) {
        return new ServiceProcess(Service.FEATURES, List.of("sh", "-c", script), Map.of("WORD", "the word"), folder.resolve("log"),
                PATIENCE, told::add);
    }

    @Test
    void a_process_that_is_killed_is_started_again_and_that_is_told() throws Exception {
        ServiceProcess process = process("exec sleep 600");
        process.start();
        process.supervise();
        long first = process.pid();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        assertThat(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .startsWith("feature-service died (killed by signal 9); starting it again.").contains(folder.resolve("log").toString());
        // Asks under the lock in which the next one is started.
        assertThat(process.restarts()).isEqualTo(1);
        assertThat(process.isAlive()).isTrue();
        assertThat(process.pid()).isNotEqualTo(first);

        process.stop();
        process.awaitEnd();
        assertThat(process.isAlive()).isFalse();
        assertThat(told).as("and nobody starts it again").isEmpty();
    }

    @Test
    void one_that_does_not_start_is_told_with_its_last_lines() throws Exception {
        ServiceProcess process = process("for line in $(seq 1 40); do echo line $line; done; echo the reason: $WORD; exit 3");
        process.start();
        ProcessHandle.of(process.pid()).ifPresent(handle -> handle.onExit().join());

        assertThat(process.notStarted(process.exit()).getMessage())
                .startsWith("feature-service did not start: exit code 3. Its last lines:\n    line 27\n")
                .contains("    the reason: the word\n").endsWith("The whole log is " + folder.resolve("log"));
    }
}
