package dev.bellwether.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

    /// Chosen without a memory, 500 of 12,000 are all different once in 38,000 times.
    @Test
    void nobody_is_given_a_port_that_somebody_else_has_been_given_and_does_not_listen_on_yet() {
        assertThat(IntStream.range(0, 500).mapToObj(_ -> FreePort.choose())).doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(20_000, 31_999));
    }

    @Test
    void a_port_on_which_somebody_listens_is_not_free() throws Exception {
        try (ServerSocket taken = new ServerSocket(FreePort.choose())) {
            assertThat(FreePort.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
