package dev.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

    /// Chosen without a memory, 500 of 12,000 are all different once in 38,000 times.
    @Test
    void a_port_is_not_given_again_before_its_owner_listens() {
        assertThat(IntStream.range(0, 500).mapToObj(_ -> FreePort.choose())).doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(20_000, 31_999));
    }

    /// Chosen without knowing of each other, 500 and 300 of 12,000 have none in common once in 300,000 times.
    @Test
    void a_port_that_another_process_was_given_is_not_given_before_that_listens() throws Exception {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), PortChooser.class.getName(), "300").redirectError(Redirect.INHERIT).start();
        try (BufferedReader said = other.inputReader()) {
            List<String> theirs = said.lines().takeWhile(line -> !line.equals("chosen")).toList();
            assertThat(theirs).hasSize(300);
            assertThat(IntStream.range(0, 500).mapToObj(_ -> Integer.toString(FreePort.choose()))).doesNotContainAnyElementsOf(theirs);
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_port_on_which_a_process_listens_is_not_free() throws Exception {
        try (ServerSocket taken = new ServerSocket(FreePort.choose())) {
            assertThat(FreePort.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
